import type { Clock } from "../../domain/clock.ts";
import { Problem } from "../../domain/problem.ts";
import { fromIso } from "../../domain/timestamp.ts";
import type { JobRecord, Try } from "../store/record.ts";
import { FenceLost, type JobStore } from "../store/store.ts";
import { afterCallMs, leaseSlackMs } from "../timings.ts";
import { operationOf } from "./operation-names.ts";
import { requestsOf } from "./requests.ts";

/** What a step may know of its own past and of its job, and of the right to act. */
export interface History {
  /** Every remembered try, the running one last; those in doubt are never forgotten, also when the job has gone on since. */
  tries(step: string): readonly Try[];
  /** The tries since the job last went on: a person has looked at what the earlier ones did. */
  triesNow(step: string): readonly Try[];
  /** When the step began, world milliseconds; undefined before its first write. */
  startedAt(step: string): number | undefined;
  /** When its outcome was written down, world milliseconds. */
  endedAt(step: string): number | undefined;
  /** The names that outside systems gave to its latest requests. */
  requests(step: string): readonly string[];
  /** When somebody asked for the job to end, as far as this worker has heard, world milliseconds. */
  stopAskedAt(): number | undefined;
  /** False once the lease has run out: another worker may have the job. */
  isOurs(): boolean;
  /** Asks whether the job's parent, if it has one, wants it to end. */
  hearParent(): Promise<void>;
  /** Hears the parent once more, and makes the lease outlive a call of `longestCallMs` (wall clock). Throws when the job belongs to another worker by now. */
  holdLease(longestCallMs: number): Promise<void>;
}

export const createHistory = (
  record: JobRecord,
  { store, clock, abandoned }: { store: JobStore; clock: Clock; abandoned: AbortSignal },
): History => {
  const orNothing = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((cause: unknown) => {
      throw new Problem("unexpected", "The bot cannot write down what it does, so it does nothing.", {
        next: "Nothing to do: it tries again shortly.",
        retryable: true,
        cause,
      });
    });
  const triesNow = (step: string): readonly Try[] => operationOf(record, step)?.Tries ?? [];
  const moment = (time: Parameters<typeof fromIso>[0] | undefined): number | undefined =>
    time === undefined ? undefined : fromIso(time);
  let heldAt: number | undefined;
  const hearParent = async (): Promise<void> => {
    const { parent, stop } = record;
    if (!parent || stop || heldAt !== undefined) return;
    if (await orNothing(store.holdsChildren(parent))) heldAt = clock.now();
  };
  return {
    triesNow,
    tries: (step) => [...(record.triesBefore[step] ?? []), ...triesNow(step)],
    startedAt: (step) => moment(operationOf(record, step)?.StartTimestamp),
    endedAt: (step) => moment(operationOf(record, step)?.EndTimestamp),
    requests: (step) => requestsOf(operationOf(record, step)),
    stopAskedAt: () => record.stop?.at ?? heldAt,
    isOurs: () => !abandoned.aborted && clock.now() < (record.leaseUntil ?? 0),
    hearParent,
    async holdLease(longestCallMs) {
      await hearParent();
      if (abandoned.aborted) throw new FenceLost(record.id);
      const now = clock.now();
      const left = (record.leaseUntil ?? 0) - now;
      if (left >= clock.wire(longestCallMs + afterCallMs - leaseSlackMs)) return;
      const until = now + clock.wire(longestCallMs + afterCallMs);
      if (!(await orNothing(store.heartbeat(record, until)))) throw new FenceLost(record.id);
      record.leaseUntil = until;
    },
  };
};

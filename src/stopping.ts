import type { Clock } from "./domain/clock.ts";
import type { Log } from "./domain/log.ts";
import { within } from "./domain/within.ts";

/** What a bot is made of that has to be let go; each part may hang together with what it talks to. */
export interface Parts {
  slack: { stop(): Promise<unknown> };
  worker: { stop(): Promise<void> };
  incoming: { idle(): Promise<void> };
  outbox: { stop(): Promise<void> };
  fleet: { stop(): Promise<void> };
}

/** All wall-clock milliseconds; one after another they stay well under 30 s. */
const leaveSlackMs = 1_500;
/** More than a worker takes that leaves its calls behind, and than a message's one call. */
const finishMs = 22_000;
const signOffMs = 1_000;

/**
 * Ends a bot. Slack is left first, so that it gives new requests to other tasks; then what is under way is finished side by side.
 * What hangs is left as a kill would leave it: others take it over. Never rejects.
 */
export const stopInOrder = async (
  { slack, worker, incoming, outbox, fleet }: Parts,
  { clock, log }: { clock: Clock; log: Log },
): Promise<void> => {
  const atMost = async (realMs: number, part: string, ended: Promise<unknown>): Promise<void> => {
    try {
      const done = ended.then(() => true);
      if (!(await within(clock, realMs, done))) log.warn({ part }, "did not end in time and is left");
    } catch (error) {
      log.warn({ part, err: error }, "did not end cleanly");
    }
  };
  await atMost(leaveSlackMs, "Slack's connection", slack.stop());
  await Promise.all([
    atMost(finishMs, "jobs", worker.stop()),
    atMost(finishMs, "requests", incoming.idle()),
    atMost(finishMs, "messages", outbox.stop()),
  ]);
  await atMost(signOffMs, "the word to other tasks", fleet.stop());
};

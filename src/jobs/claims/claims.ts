import type { Clock } from "../../domain/clock.ts";
import { Problem } from "../../domain/problem.ts";
import type { Actor } from "../job.ts";
import { isOver } from "../job.ts";
import type { WorkflowRegistry } from "../registry.ts";
import { dueShard } from "../store/item.ts";
import type { JobRecord } from "../store/record.ts";
import type { JobStore } from "../store/store.ts";
import { equals, isAbsent } from "../table/condition.ts";
import { createMarkedWrites } from "../table/marked-writes.ts";
import { type Item, ifItHolds, type Table } from "../table/table.ts";
import { type Claim, claimKey, claimKeyOf } from "./claim.ts";
import { needsClaims } from "./needs.ts";

/** What each job that changes something holds, so that a second one does not change it at the same time. */
export interface Claims {
  /**
   * Takes all of them for the job, before the job is made; the same job may ask again. Rejects with the problem "claimed",
   * which names the holder, and takes none then.
   */
  take(jobId: string, claims: readonly Claim[], by: Actor): Promise<void>;
  /** Gives back what this job holds of them. Harmless for the rest. */
  free(jobId: string, claims: readonly Claim[]): Promise<void>;
  /** Looks at a claim that is due, and frees it when its job has no use for it any more. */
  sweep(dueId: string, seenWakeAt: number): Promise<void>;
}

/** Between two looks at a claim, wall-clock milliseconds. */
const sweepEveryMs = 10 * 60_000;
/** Whoever made a claim makes the job at once, or has it go on. After so long it must have died before; wall-clock milliseconds. */
const beginsWithinMs = 2 * 60_000;
/** A holder comes and goes; then it is asked again, so often at most. */
const tries = 5;

interface Held {
  owner: string;
  by: Actor;
  since: number;
}

/** Another job that holds it; parked: it goes on only when a person says so. */
type Holder = Held & { isParked: boolean };
const heldOf = ({ owner, by, since }: Item): Held => ({
  owner: owner as string,
  by: by as Actor,
  since: since as number,
});

export const createClaims = ({
  table,
  store,
  workflows,
  clock,
  newId,
}: {
  table: Table;
  store: Pick<JobStore, "get">;
  workflows: WorkflowRegistry;
  clock: Clock;
  newId: () => string;
}): Claims => {
  const { write } = createMarkedWrites(table, newId);

  const isAbandoned = ({ since }: Held, job: JobRecord | undefined): boolean => {
    if (job && !isOver(job.state)) {
      const workflow = workflows.find(job.workflow, job.major);
      // Of a workflow that only another build has, only that build can tell.
      return workflow !== undefined && !needsClaims(workflow, job);
    }
    // Claimed after its job had ended: somebody is about to have it go on.
    const beginning = job === undefined || (job.endedAt ?? 0) < since;
    return !beginning || clock.now() - since > clock.wire(beginsWithinMs);
  };

  /** As long as nobody wrote to it since it was read. */
  const unchanged = (item: Item | undefined) =>
    item === undefined ? isAbsent("pk") : equals("writeId", item.writeId as string);

  /** Resolves with the holder where that is another job; "held" where this one had it already. */
  const takeOne = async (claim: Claim, jobId: string, by: Actor): Promise<"taken" | "held" | Holder> => {
    const pk = claimKey(claim);
    for (let n = 0; n < tries; n += 1) {
      const item = await table.get(pk);
      const held = item && heldOf(item);
      const isOurs = held?.owner === jobId;
      const holder = held && !isOurs ? await store.get(held.owner) : undefined;
      if (held && !isOurs && !isAbandoned(held, holder)) return { ...held, isParked: holder?.state === "parked" };
      const now = clock.now();
      // Also where it is ours: whoever is about to take it from a job that ended must notice.
      const taken = await write({
        pk,
        when: unchanged(item),
        set: {
          v: 1,
          owner: jobId,
          by: { slackId: by.slackId, name: by.name },
          words: claim.words,
          since: now,
          due: dueShard,
          wakeAt: now + clock.wire(sweepEveryMs),
        },
        reply: "touched",
      });
      if (taken.won) return isOurs ? "held" : "taken";
    }
    throw new Error(`${pk} changed hands each time it was asked for`);
  };

  /** A repeat of one that landed finds it gone, which is as good. */
  const remove = (pk: string, when: Parameters<Table["remove"]>[1]): Promise<void> => ifItHolds(table.remove(pk, when));
  const free = async (jobId: string, claims: readonly Claim[]): Promise<void> => {
    await Promise.all(claims.map((claim) => remove(claimKey(claim), equals("owner", jobId))));
  };

  return {
    async take(jobId, claims, by) {
      const taken: Claim[] = [];
      for (const claim of claims.toSorted((one, other) => (claimKey(one) < claimKey(other) ? -1 : 1))) {
        const outcome = await takeOne(claim, jobId, by);
        if (outcome === "taken") taken.push(claim);
        if (outcome === "taken" || outcome === "held") continue;
        await free(jobId, taken);
        throw alreadyClaimed(claim, outcome);
      }
    },

    free,

    async sweep(dueId, seenWakeAt) {
      const pk = claimKeyOf(dueId);
      const item = await table.get(pk);
      if (item?.wakeAt !== seenWakeAt) return;
      const held = heldOf(item);
      if (isAbandoned(held, await store.get(held.owner))) return remove(pk, unchanged(item));
      const wakeAt = clock.now() + clock.wire(sweepEveryMs);
      await write({ pk, when: unchanged(item), set: { wakeAt }, reply: "touched" });
    },
  };
};

const alreadyClaimed = ({ words }: Claim, { owner, by, isParked }: Holder): Problem =>
  isParked
    ? new Problem("claimed", `Job \`${owner}\`, asked for by ${by.name}, stopped in the middle of this: ${words}.`, {
        next: `It has to go on or be cancelled first: \`/isb job retry ${owner}\` or \`/isb job cancel ${owner}\`.`,
      })
    : new Problem("claimed", `Job \`${owner}\`, asked for by ${by.name}, is at work on this already: ${words}.`, {
        next: `See \`/isb job show ${owner}\`, and ask again when it is through.`,
      });

import { createLately } from "../../domain/lately.ts";
import { startRounds } from "../../domain/rounds.ts";
import { createDelivery, type DeliveryDeps } from "./delivery.ts";

export type OutboxDeps = Omit<DeliveryDeps, "stopping">;

export interface Outbox {
  /** Something visible changed: look without waiting for the next round. */
  kick(): void;
  /** Begins no more messages; resolves when the ones under way are out and noted, and their jobs are left to others. */
  stop(): Promise<void>;
}

/** A look at the index when nothing is known to have changed, wall-clock milliseconds; half of it to all of it. */
const idleMs = 2_000;
/** Jobs whose messages are sent at once. */
const atOnce = 8;

/** A job that could not be taken is left out for so long, wall-clock milliseconds: those of a newer build may lie in front of all others. */
const leftOutMs = 10_000;

/** Goes round the jobs whose messages lag behind, in this process until it is stopped. */
export const startOutbox = (deps: OutboxDeps): Outbox => {
  const { store, clock, random, log } = deps;
  const deliver = createDelivery({ ...deps, stopping: () => rounds.stopping });
  const running = new Map<string, Promise<void>>();
  /** When the jobs want to be come back to whose messages this process put off, world milliseconds. */
  const putOff = new Map<string, number>();

  const refused = createLately(clock, leftOutMs);

  const take = async (id: string): Promise<void> => {
    try {
      const delivered = await deliver(id);
      // Where somebody else is at it, looking at it again at once would only ask the table in a circle.
      if (!delivered) refused.note(id);
      else if (delivered.again !== undefined) putOff.set(id, delivered.again);
      rounds.ring();
    } catch (error) {
      log.warn({ job: id, err: error }, "the outbox could not reach the table");
    }
    running.delete(id);
  };

  const rounds = startRounds({
    clock,
    random,
    idleMs,
    nextKnownAt: () => Math.min(...putOff.values()),
    async round() {
      const now = clock.now();
      for (const [id, at] of putOff) if (at <= now) putOff.delete(id);
      for (const id of await store.outboxDue(now, 50, refused.has)) {
        if (!running.has(id) && !refused.has(id) && running.size < atOnce) running.set(id, take(id));
      }
    },
    onTrouble: (error) => log.warn({ err: error }, "the outbox could not reach the table"),
  });

  return {
    kick: rounds.ring,
    async stop() {
      await rounds.stop();
      await Promise.allSettled(running.values());
    },
  };
};

import type { Log } from "../../log.ts";
import { remember } from "../../world/remember.ts";
import type { BusEvent } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";

/** ISB v1.2.14: tries before an event goes to the dead-letter queue. */
const mostTries = 3;

export type Hear = (world: World, event: BusEvent) => void;

/**
 * The FIFO queue before ISB v1.2.14's account lifecycle Lambda: one message group, one at a time. An event that fails is
 * tried again two minutes later, and everything behind it waits; after three tries, or four hours, it is given up.
 */
export function createLifecycleQueue({
  world,
  log,
  heard,
}: {
  world: World;
  log: Log;
  heard: Readonly<Record<string, Hear>>;
}): { hear(event: BusEvent): void; work(): void } {
  const waits = () => world.state.timers.some(({ kind }) => kind === "lifecycle-tries");

  function work(): void {
    const { isb } = world.state;
    for (let head = isb.lifecycleQueue[0]; head && !waits(); head = isb.lifecycleQueue[0]) {
      const { event } = head;
      const tooOld = world.clock.now() - head.sentAt > world.delays.lifecycleRetentionMs;
      try {
        if (!tooOld) heard[event["detail-type"]]?.(world, event);
        isb.lifecycleQueue.shift();
      } catch (error) {
        log.warn({ event, error: String(error) }, "an ISB event could not be handled");
        head.tries += 1;
        if (head.tries < mostTries) world.later("lifecycle-tries", world.delays.lifecycleRetryMs, {});
        else {
          isb.lifecycleQueue.shift();
          remember(isb.deadLetters, event, "deadLetters");
        }
      }
    }
  }

  return {
    hear: (event) => {
      if (!(event["detail-type"] in heard)) return;
      const { isb } = world.state;
      const now = world.clock.now();
      // EventBridge needs a queue that looks at the content to tell a copy.
      isb.lifecycleTaken = isb.lifecycleTaken.filter(({ at }) => now - at < world.delays.lifecycleCopiesMs);
      if (isb.lifecycleTaken.some(({ id }) => id === event.id)) return;
      isb.lifecycleTaken.push({ id: event.id, at: now });
      isb.lifecycleQueue.push({ event, sentAt: now, tries: 0 });
      work();
    },
    work,
  };
}

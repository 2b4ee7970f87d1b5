import type { Clock } from "../clock.ts";
import type { Later, Timer } from "./shapes.ts";

/** What happens when a timer of a kind is due. */
type Run<Kind extends keyof Later> = (data: Later[Kind]) => void;

/** Sets off what the world holds for later, by whoever stands for its kind; what nobody stands for waits. */
export interface Timers {
  /** Has `kind` happen after `worldMs`. */
  later<Kind extends keyof Later>(kind: Kind, worldMs: number, data: Later[Kind]): void;
  /** Stands for a kind until the answer is called; what of it is due already happens at once. One stands for each kind. */
  onDue<Kind extends keyof Later>(kind: Kind, run: Run<Kind>): () => void;
  /** When the next of what somebody stands for is due, world ms. */
  nextDueAt(): number | undefined;
  /** Begins again with what the world holds now. */
  rewind(): void;
  /** Nothing is set off any more. */
  close(): void;
}

/** See `Timers`. `held` is the world's own list, in which a timer stays until it has happened; `onHappened` is told afterwards. */
export function createTimers({
  clock,
  held,
  onHappened = () => {},
}: {
  clock: Clock;
  held: () => Timer[];
  onHappened?: (kind: keyof Later) => void;
}): Timers {
  const runs = new Map<keyof Later, (data: never) => void>();
  const armed = new Map<Timer, () => void>();

  function happen(timer: Timer): void {
    armed.delete(timer);
    const timers = held();
    const at = timers.indexOf(timer);
    if (at < 0) return;
    timers.splice(at, 1);
    (runs.get(timer.kind) as ((data: unknown) => void) | undefined)?.(timer.data);
    onHappened(timer.kind);
  }

  function arm(timer: Timer): void {
    if (!runs.has(timer.kind) || armed.has(timer)) return;
    armed.set(
      timer,
      clock.after(Math.max(0, timer.dueAt - clock.now()), () => happen(timer)),
    );
  }

  function disarm(which: (timer: Timer) => boolean): void {
    for (const [timer, cancel] of armed) {
      if (!which(timer)) continue;
      cancel();
      armed.delete(timer);
    }
  }

  return {
    later: (kind, worldMs, data) => {
      const timer = { kind, dueAt: clock.now() + worldMs, data } as Timer;
      held().push(timer);
      arm(timer);
    },
    onDue: (kind, run) => {
      if (runs.has(kind)) throw new Error(`two stand for ${kind}`);
      runs.set(kind, run);
      for (const timer of held()) arm(timer);
      return () => {
        runs.delete(kind);
        disarm((timer) => timer.kind === kind);
      };
    },
    nextDueAt: () => {
      const due = held().filter(({ kind }) => runs.has(kind));
      return due.length === 0 ? undefined : Math.min(...due.map(({ dueAt }) => dueAt));
    },
    rewind: () => {
      disarm(() => true);
      for (const timer of held()) arm(timer);
    },
    close: () => disarm(() => true),
  };
}

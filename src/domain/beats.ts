import type { Clock } from "./clock.ts";

/**
 * Says again and again that somebody is still there: `beat` is called every `everyMs` of the wall clock, until it answers "last"
 * or the function returned is called. A beat that fails is made up by the next.
 */
export const startBeats = ({
  clock,
  everyMs,
  beat,
}: {
  clock: Clock;
  everyMs: number;
  beat: () => Promise<unknown>;
}): (() => void) => {
  const stopped = new AbortController();
  const beating = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(clock.wire(everyMs), stopped.signal);
      if (stopped.signal.aborted) return;
      if ((await beat().catch(() => undefined)) === "last") return;
    }
  };
  void beating();
  return () => stopped.abort();
};

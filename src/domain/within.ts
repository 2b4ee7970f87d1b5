import type { Clock } from "./clock.ts";

/** The answer if it comes within `realMs` of the wall clock, else undefined. A failure that comes later is nobody's any more. */
export const within = async <T>(clock: Clock, realMs: number, answer: Promise<T>): Promise<T | undefined> => {
  answer.catch(() => undefined);
  const answered = new AbortController();
  try {
    return await Promise.race([answer, clock.sleep(clock.wire(realMs), answered.signal).then(() => undefined)]);
  } finally {
    answered.abort();
  }
};

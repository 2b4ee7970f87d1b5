import type { Clock } from "../../domain/clock.ts";

/** Remembers found answers by key for `forMs` of world time; callers at the same time share one question. Failures and undefined are not kept. */
export const createRemembered = <T>({ clock, forMs }: { clock: Clock; forMs: number }) => {
  const kept = new Map<string, { answer: Promise<T>; until: number }>();
  return (key: string, ask: () => Promise<T>): Promise<T> => {
    const found = kept.get(key);
    if (found && clock.now() < found.until) return found.answer;
    const answer = ask();
    const entry = { answer, until: clock.now() + forMs };
    kept.set(key, entry);
    const forget = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    answer.then((value) => value === undefined && forget(), forget);
    return answer;
  };
};

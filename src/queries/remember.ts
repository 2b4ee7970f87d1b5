import type { Clock } from "../domain/clock.ts";

/** Keeps answers by key for `forMs` of world time. Questions asked while one is under way share it; failures are not kept. */
export const createMemory = <T>({ clock, forMs }: { clock: Clock; forMs: number }) => {
  const kept = new Map<string, { answer: Promise<T>; until: number }>();
  return {
    ask: (key: string, question: () => Promise<T>): Promise<T> => {
      const known = kept.get(key);
      if (known !== undefined && known.until > clock.now()) return known.answer;
      const answer = question();
      const entry = { answer, until: clock.now() + forMs };
      kept.set(key, entry);
      answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return answer;
    },
  };
};

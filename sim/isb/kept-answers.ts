import type { Clock } from "../clock.ts";

/** Answers that hold for so long after they were given, by key. All hold for as long, so that the oldest stand first. */
export function createKeptAnswers<T>({ clock, keepMs }: { clock: Clock; keepMs: number }) {
  const answers = new Map<string, { answer: T; until: number }>();

  function forgetOld(): void {
    for (const [key, { until }] of answers) {
      if (until > clock.now()) return;
      answers.delete(key);
    }
  }

  return {
    /** The one that still holds. */
    of: (key: string): T | undefined => {
      forgetOld();
      return answers.get(key)?.answer;
    },
    put: (key: string, answer: T): void => {
      answers.delete(key);
      answers.set(key, { answer, until: clock.now() + keepMs });
    },
    count: () => answers.size,
    clear: () => answers.clear(),
  };
}

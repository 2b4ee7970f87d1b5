import { useEffect, useState } from "react";

interface Problem {
  words: string;
  /** It was the connection's: no longer true when that is back. */
  isLost: boolean;
}

/** What is said above a field that came to nothing, and how to say it. */
export function useProblem(isConnected: boolean): {
  problem: string | undefined;
  say(words: string | undefined, isLost?: boolean): void;
} {
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (isConnected) setProblem((now) => (now?.isLost ? undefined : now));
  }, [isConnected]);
  return {
    problem: problem?.words,
    say: (words, isLost = false) => setProblem(words === undefined ? undefined : { words, isLost }),
  };
}

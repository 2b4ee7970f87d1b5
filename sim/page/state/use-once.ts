import { useCallback, useEffect, useState } from "react";
import { call } from "../api.ts";

/**
 * What a control route answers, read when the caller is first drawn and whenever `again` is called or `key` changes.
 * Undefined until then, and where the route is not there.
 */
export function useOnce<T>(path: string, key: unknown = ""): { answer: T | undefined; again(): void } {
  const [answer, setAnswer] = useState<T>();
  const again = useCallback(() => {
    call<T>("GET", path).then(setAnswer, () => setAnswer(undefined));
  }, [path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is only a reason to read again
  useEffect(again, [again, key]);
  return { answer, again };
}

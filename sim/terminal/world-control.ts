import { BadInput } from "../input.ts";

/** Real ms. A jump of a year runs everything that falls due on the way. */
const answerWithinMs = 60_000;

/** Asks a control route of the estate. Rejects with `BadInput` and the estate's own sentence when it refuses. */
export async function askWorld<T>(
  base: string,
  path: string,
  { method = "GET", body }: { method?: "GET" | "POST" | "DELETE"; body?: object } = {},
): Promise<T> {
  const response = await fetch(`${base}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new BadInput(answer.error ?? `the estate answered ${response.status}`);
  return answer;
}

import { randomBytes } from "node:crypto";
import { answerTo, askAll, type Came, type Outcome, Unreachable } from "./ask.ts";
import type { Asked, Sent, Target } from "./asked.ts";

/** Asks as one of the target's callers; the answer is why none came, where none came. */
export type Ask = (as: string, sends: Sent) => Promise<Came | Error>;

/**
 * Takes away what a contract made, whatever became of its requests: also what was made by one whose answer was lost.
 * The answer is what may have stayed, in words.
 */
export type CleanUp = (ask: Ask, values: Readonly<Record<string, string>>) => Promise<string[]>;

/**
 * Asks everything in a contract as `askAll` does and then, when it was allowed to write, takes away what it made, even when
 * it broke off. `{run}` in a request is this run's own word. `onLeft` is told what may have stayed.
 */
export async function askAndTidy(
  target: Target,
  { asks, cleanUp }: { asks: readonly Asked[]; cleanUp?: CleanUp | undefined },
  how: { writes: boolean; timeoutMs: number; stop?: AbortSignal; onLeft: (what: string) => void },
): Promise<Outcome[]> {
  const values = { ...target.values, run: randomBytes(4).toString("hex") };
  let isThere = true;
  try {
    return await askAll(target, asks, { ...how, values });
  } catch (error) {
    isThere = !(error instanceof Unreachable);
    throw error;
  } finally {
    const ask: Ask = (as, sends) => answerTo(target, { as, sends }, values, how.timeoutMs);
    if (how.writes && isThere) for (const what of (await cleanUp?.(ask, values)) ?? []) how.onLeft(what);
  }
}

import type { Promises } from "./broken-promise.ts";
import type { Look } from "./watched-table.ts";

/** What must be so of a request that was written down. Times as in `createJobRules`. */
export const createIntakeRules = ({
  promises: { insist },
  now,
  skewMs,
}: {
  promises: Promises;
  now: () => number;
  skewMs: number;
}): Look => {
  /** Whoever had it once may go on with it: a frozen process does. */
  const holders = new Map<string, Set<string>>();
  return ({ pk, before, after, by }) => {
    if (!pk.startsWith("INTAKE#")) return;
    insist(after !== undefined, () => `${pk} was deleted`);
    insist((after?.due === undefined) === (after?.request === undefined), () => `${pk} is answered by half`);
    const known = holders.get(pk) ?? new Set();
    const heldUntil = (before?.wakeAt as number | undefined) ?? 0;
    insist(
      after?.due === undefined || known.has(by.process) || heldUntil <= now() + skewMs,
      () => `${pk} was taken from ${[...known].join(", ")} ${heldUntil - now()} ms too early`,
    );
    holders.set(pk, known.add(by.process));
  };
};

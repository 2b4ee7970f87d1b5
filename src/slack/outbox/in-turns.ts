import { Later } from "./pace.ts";

/** Goes through all of it: what waits for its turn does not hold up the rest. Throws the soonest Later at the end, any other error at once. */
export const inTurns = async (parts: readonly (() => Promise<void>)[]): Promise<void> => {
  const waiting: Later[] = [];
  for (const part of parts) {
    try {
      await part();
    } catch (error) {
      if (!(error instanceof Later) || error.why === undefined) throw error;
      waiting.push(error);
    }
  }
  const [soonest] = waiting.sort((one, other) => (one.afterMs ?? 0) - (other.afterMs ?? 0));
  if (soonest) throw soonest;
};

import type { Host } from "./host.ts";
import type { Comes } from "./plan.ts";

/** What jobs wait for, by the name of the wait. */
export interface Waits {
  hasCome(key: string, comes: Comes): boolean;
  /** Waits that only a person can end, and nobody has. */
  undecided(): readonly string[];
  decide(key: string): void;
}

export const createWaits = (host: Host): Waits => {
  const firstLooks = new Map<string, number>();
  const open = new Set<string>();
  const decided = new Set<string>();
  return {
    hasCome(key, comes) {
      if (comes.is === "never") return false;
      if (comes.is === "by-a-person") {
        if (!decided.has(key)) open.add(key);
        return decided.has(key);
      }
      const from = firstLooks.get(key) ?? host.now();
      firstLooks.set(key, from);
      return host.now() >= from + comes.afterMs;
    },
    undecided: () => [...open],
    decide(key) {
      open.delete(key);
      decided.add(key);
    },
  };
};

import { createHash } from "node:crypto";
import type { Watch } from "./run-on-table.ts";
import type { Ran } from "./seen.ts";

/** One checkpoint in so many sees its worker die. */
const oneIn = 6;

const roll = (...of: readonly (number | string)[]): number =>
  createHash("sha256").update(of.join()).digest().readUInt32BE();

/** Deaths of workers at random checkpoints, half of them before the write and half after; the same ones for the same seed. */
export const interruptions = (seed: number) => {
  let count = 0;
  return {
    of(program: number): Watch {
      let checkpoints = 0;
      return {
        dies() {
          checkpoints += 1;
          const chance = roll(seed, program, checkpoints);
          if (chance % oneIn !== 0) return undefined;
          count += 1;
          return Math.floor(chance / oneIn) % 2 === 0 ? "before" : "after";
        },
      };
    },
    count: () => count,
  };
};

type Counted = { attempts?: number; subType?: string };

/**
 * A try that was cut short counts where the step may not be repeated in the dark: there are more of them, and never fewer.
 * Bodies may run again, so their calls are left out.
 */
export const withoutExtraTries = ({ operations, ...ran }: Ran, undisturbed: Ran): Ran => ({
  ...ran,
  calls: [],
  operations: Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => {
      const { attempts = 0 } = operation as Counted;
      const { attempts: fewest = 0, subType } = (undisturbed.operations[id] ?? {}) as Counted;
      return [id, subType === "Step" && attempts > fewest ? { ...operation, attempts: fewest } : operation];
    }),
  ),
});

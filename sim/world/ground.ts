import type { Clock } from "../clock.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { WorldState } from "./shapes.ts";

/** What everything in the world stands on. */
export interface Ground {
  readonly clock: Clock;
  readonly faults: Faults;
  /** Replaced by a reset, so read it afresh each time. */
  readonly state: WorldState;
  readonly random: Random;
}

import type { Clock } from "../../domain/clock.ts";
import type { Gate } from "../../domain/gate.ts";
import type { Lanes } from "../../domain/lane.ts";
import type { Log } from "../../domain/log.ts";
import type { JobStore } from "../store/store.ts";
import type { Table } from "../table/table.ts";
import { createGate } from "./gates.ts";
import { createLaneItems } from "./lane-items.ts";
import { createPermits } from "./permits.ts";
import { createRates, type Rates } from "./rates.ts";
import type { Turns } from "./turns.ts";

export interface LaneDeps {
  lanes: Lanes;
  table: Table;
  store: Pick<JobStore, "get" | "nudge">;
  clock: Clock;
  random: () => number;
  newId: () => string;
  log: Log;
}

/** Everything by which all processes of the bot together keep to what outside systems take. */
export const createLanes = ({
  lanes,
  table,
  store,
  clock,
  random,
  newId,
  log,
}: LaneDeps): { rates: Rates; turns: Turns; gate: (lane: string) => Gate } => {
  const items = createLaneItems({ table, clock, newId });
  const rates = createRates({ lanes, items, clock, log });
  return {
    rates,
    turns: createPermits({ lanes, items, store, clock, random, log }),
    gate: (lane) => createGate({ lanes, rates, clock, random, lane }),
  };
};

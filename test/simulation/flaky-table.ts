import { AsyncLocalStorage } from "node:async_hooks";
import type { Change, Table } from "../../src/jobs/table/table.ts";
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Process } from "./process.ts";
import type { Claimed, WatchedTable } from "./watched-table.ts";
import type { Fate, Wire } from "./wire.ts";

/** The claim that a write is made under, known along its way to the table. */
export const claimOfWrite = new AsyncLocalStorage<Claimed>();

/** What a table does with a write in place of what it was asked to: only to see that this would be found out. */
export type Betrayal = (change: Change) => Change;

/** The client of the table gives a call up after this, milliseconds. */
const timeOutMs = 5_000;

const error = (name: string): Error => Object.assign(new Error(name), { name });

const throttled = (dice: Dice): Fate => ({
  is: "refused",
  error: error("ProvisionedThroughputExceededException"),
  answersMs: dice.between(1, 300),
});

const writeFate = (dice: Dice, faults: Faults): Fate => {
  const { throttles, lostWrites, unheardWrites, lateWrites, doubleWrites, slowCalls } = faults.table;
  const landsMs = dice.chance(slowCalls) ? dice.between(500, 4_000) : dice.between(1, 10);
  const answersMs = landsMs + dice.between(1, 10);
  const noAnswer = () => ({ error: error("TimeoutError"), answersMs: timeOutMs });
  if (dice.chance(throttles)) return throttled(dice);
  if (dice.chance(lostWrites)) return { is: "lost", ...noAnswer() };
  if (dice.chance(unheardWrites)) return { is: "unheard", ...noAnswer(), landsMs };
  if (dice.chance(lateWrites)) return { is: "late", ...noAnswer(), landsMs: timeOutMs + dice.between(1, 20_000) };
  if (dice.chance(doubleWrites)) {
    const againMs = landsMs + dice.between(1, 3_000);
    return { is: "twice", landsMs, againMs, answersMs: againMs + dice.between(1, 10) };
  }
  return { is: "answered", landsMs, answersMs };
};

const readFate = (dice: Dice, faults: Faults): Fate => {
  if (dice.chance(faults.table.throttles)) return throttled(dice);
  const landsMs = dice.chance(faults.table.slowCalls) ? dice.between(500, 4_000) : dice.between(1, 10);
  return { is: "answered", landsMs, answersMs: landsMs + dice.between(1, 10) };
};

const named = ({ pk, set = {}, add = {}, remove = [] }: Change): string =>
  `${pk} ${[...Object.keys(set), ...Object.keys(add).map((name) => `+${name}`), ...remove.map((name) => `-${name}`)]
    .filter((name) => !/^(\w*[wW]riteId|claims|\+seq|operations\..*)$/.test(name))
    .join(" ")}`;

/** The table as one process reaches it. */
export const createFlakyTable = ({
  table,
  wire,
  process,
  dice,
  faults,
  betray,
}: {
  table: WatchedTable;
  wire: Wire;
  process: Process;
  dice: Dice;
  faults: Faults;
  betray: Betrayal;
}): Table => {
  const mine = () => table.by({ process: process.name, claim: claimOfWrite.getStore() });
  return {
    update(change) {
      const far = mine();
      const copy = structuredClone(betray(change));
      return wire.call({
        what: `writes ${named(change)}`,
        fate: writeFate(dice, faults),
        execute: () => far.update(copy),
      });
    },
    put(item, when) {
      const far = mine();
      const copy = structuredClone(item);
      return wire.call({ what: `puts ${item.pk}`, fate: writeFate(dice, faults), execute: () => far.put(copy, when) });
    },
    remove(pk, when) {
      const far = mine();
      return wire.call({ what: `removes ${pk}`, fate: writeFate(dice, faults), execute: () => far.remove(pk, when) });
    },
    get: (pk) => wire.call({ what: `reads ${pk}`, fate: readFate(dice, faults), execute: () => table.get(pk) }),
    query(query) {
      const stale = dice.chance(faults.table.staleQueries);
      return wire.call({
        what: `asks ${query.index}${stale ? " (stale)" : ""}`,
        fate: readFate(dice, faults),
        danger: 0,
        execute: () => (stale ? table.staleQuery(query, faults.table.staleMs, dice) : table.query(query)),
      });
    },
  };
};

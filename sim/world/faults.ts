import { type Chaos, createDice, type Dice, type Rolled } from "./chaos.ts";
import type { FaultService } from "./fault-catalogue.ts";
import type { FaultOrder } from "./fault-order.ts";

export type { FaultOrder } from "./fault-order.ts";

/** Faults as they are kept: what is ordered, how often it still meets a call (null: no end) and until when (real ms; null: no end). */
export interface KeptFaults {
  orders: { order: FaultOrder; left: number | null; until: number | null }[];
  chaos: Chaos | null;
  /** How far chance has come. */
  rolled: Rolled;
}

/** Troubles waiting for the calls they are meant for. */
export interface Faults {
  order(order: FaultOrder): void;
  /** The first fault of one of these kinds for one of these names of an operation; it is used up by one. With chaos, the dice may say one where none is ordered. */
  take(service: FaultService, kinds: readonly string[], operations: readonly string[]): FaultOrder | undefined;
  list(): readonly FaultOrder[];
  /** All orders, or those of one ready set. Chaos goes with all. */
  clear(trouble?: string): void;
  /** Lets chance order faults; undefined ends it. */
  setChaos(chaos: Chaos | undefined): void;
  readonly chaos: Chaos | undefined;
  keep(): KeptFaults;
  restore(kept: KeptFaults): void;
}

interface Open {
  order: FaultOrder;
  left: number;
  until: number;
}

const orEndless = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** See `Faults`. `realNow` is real ms, because `forMs` is how long a person at the keyboard waits. */
export function createFaults({ realNow = Date.now }: { realNow?: () => number } = {}): Faults {
  let open: Open[] = [];
  let dice: Dice | undefined;
  const current = () => {
    open = open.filter(({ left, until }) => left > 0 && realNow() < until);
    return open;
  };
  const setChaos = (chaos: Chaos | undefined) => {
    dice = chaos && createDice(chaos);
  };
  return {
    order: (order) => {
      const endless = order.forMs !== undefined || order.always === true;
      open.push({
        order,
        left: order.times ?? (endless ? Number.POSITIVE_INFINITY : 1),
        until: order.forMs === undefined ? Number.POSITIVE_INFINITY : realNow() + order.forMs,
      });
    },
    take: (service, kinds, operations) => {
      const found = current().find(
        ({ order }) =>
          order.service === service &&
          kinds.includes(order.kind) &&
          (order.operation === undefined || operations.includes(order.operation)),
      );
      if (!found) return dice?.roll(service, kinds, operations);
      found.left -= 1;
      return found.order;
    },
    list: () => current().map(({ order, left }) => ({ ...order, ...(Number.isFinite(left) ? { times: left } : {}) })),
    clear: (trouble) => {
      open = trouble === undefined ? [] : open.filter(({ order }) => order.trouble !== trouble);
      if (trouble === undefined) dice = undefined;
    },
    setChaos,
    get chaos() {
      return dice?.chaos;
    },
    keep: () => ({
      orders: current().map(({ order, left, until }) => ({ order, left: orNull(left), until: orNull(until) })),
      chaos: dice?.chaos ?? null,
      rolled: dice?.rolled ?? {},
    }),
    restore: ({ orders, chaos, rolled }) => {
      open = orders.map(({ order, left, until }) => ({ order, left: orEndless(left), until: orEndless(until) }));
      dice = chaos ? createDice(chaos, rolled) : undefined;
    },
  };
}

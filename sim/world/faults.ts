import type { FaultService } from "./fault-catalogue.ts";

/** A trouble ordered by hand over `POST /_control/fault`. */
export interface FaultOrder {
  service: FaultService;
  /** Absent: any operation of the service. */
  operation?: string;
  kind: string;
  /** How many calls it meets. Default: 1, or no end when `forMs` is given. */
  times?: number;
  /** Real ms until it goes away by itself. */
  forMs?: number;
  /** For kinds that delay: world ms, but real ms for Slack, which lives in real time. */
  delayMs?: number;
}

/** Troubles waiting for the calls they are meant for. */
export interface Faults {
  order(order: FaultOrder): void;
  /** The first fault of one of these kinds for one of these names of an operation; it is used up by one. */
  take(service: FaultService, kinds: readonly string[], operations: readonly string[]): FaultOrder | undefined;
  list(): readonly FaultOrder[];
  clear(): void;
}

/** See `Faults`. `realNow` is real ms, because `forMs` is how long a person at the keyboard waits. */
export function createFaults({ realNow = Date.now }: { realNow?: () => number } = {}): Faults {
  let open: { order: FaultOrder; left: number; until: number }[] = [];
  const current = () => {
    open = open.filter(({ left, until }) => left > 0 && realNow() < until);
    return open;
  };
  return {
    order: (order) => {
      const endless = order.forMs !== undefined;
      open.push({
        order,
        left: order.times ?? (endless ? Number.POSITIVE_INFINITY : 1),
        until: endless ? realNow() + (order.forMs ?? 0) : Number.POSITIVE_INFINITY,
      });
    },
    take: (service, kinds, operations) => {
      const found = current().find(
        ({ order }) =>
          order.service === service &&
          kinds.includes(order.kind) &&
          (order.operation === undefined || operations.includes(order.operation)),
      );
      if (found) found.left -= 1;
      return found?.order;
    },
    list: () => current().map(({ order, left }) => ({ ...order, ...(Number.isFinite(left) ? { times: left } : {}) })),
    clear: () => {
      open = [];
    },
  };
}

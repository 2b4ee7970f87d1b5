import { awsServices, type FaultService, faultCatalogue } from "./fault-catalogue.ts";
import type { FaultOrder } from "./fault-order.ts";
import { createRandom } from "./random.ts";

/** Faults by chance: what a call meets depends on the seed and on how many calls of its name came before, on nothing else. */
export interface Chaos {
  /** From 0 to 1: how many of the calls meet one. */
  rate: number;
  seed: number;
  /** Absent: all. */
  services?: FaultService[];
  /** Kinds too that no patience overcomes, such as a deployment that fails. */
  harsh?: boolean;
}

/** How often each kind of call was rolled for. */
export type Rolled = Readonly<Record<string, number>>;

export interface Dice {
  readonly chaos: Chaos;
  readonly rolled: Rolled;
  /** A fault for this call, or none. */
  roll(service: FaultService, kinds: readonly string[], operations: readonly string[]): FaultOrder | undefined;
}

const patientAws = ["throttle", "error", "down", "slow", "lost-reply"];

/** The kinds that whoever asks again, or looks before asking again, gets over. */
export const bearable: Readonly<Record<FaultService, readonly string[]>> = {
  ...(Object.fromEntries(awsServices.map((name) => [name, patientAws])) as Record<
    (typeof awsServices)[number],
    string[]
  >),
  isb: ["504-then-done", "504-rolled-back", "down", "503", "500", "429", "slow", "lost-reply"],
  events: ["doubled", "late"],
  separator: [],
  slack: ["429", "error", "lost-reply", "down", "slow", "delivery-doubled", "delivery-late"],
};

/** See `Dice`. With `before` they go on where others stopped. */
export function createDice(chaos: Chaos, before: Rolled = {}): Dice {
  const { rate, seed, services, harsh = false } = chaos;
  const rolled = new Map(Object.entries(before));
  return {
    chaos,
    get rolled() {
      return Object.fromEntries(rolled);
    },
    roll(service, kinds, operations) {
      if (services && !services.includes(service)) return undefined;
      const known: readonly string[] = harsh ? Object.keys(faultCatalogue[service]) : bearable[service];
      const possible = kinds.filter((kind) => known.includes(kind));
      if (possible.length === 0) return undefined;
      const name = `${service} ${operations[0] ?? ""} ${kinds.join(" ")}`;
      const count = (rolled.get(name) ?? 0) + 1;
      rolled.set(name, count);
      const random = createRandom(hash(`${seed} ${name} ${count}`));
      return random.next() < rate ? { service, kind: random.pick(possible) } : undefined;
    },
  };
}

/** FNV-1a (RFC 9923): the same text gives the same 32 bits everywhere. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const char of text) bits = Math.imul(bits ^ char.charCodeAt(0), 0x01000193);
  return bits >>> 0;
}

/** Chance from a seed, so that a run can be repeated. */
export interface Random {
  /** A seed that goes on from here. */
  readonly position: number;
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet?: string): string;
  /** A version 4 UUID. */
  uuid(): string;
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** See `Random`. The generator is mulberry32: 32 bits of state are enough for an estate. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, alphabet = alphanumeric) =>
    Array.from({ length }, () => alphabet.charAt(between(0, alphabet.length - 1))).join("");
  return {
    get position() {
      return state;
    },
    next,
    between,
    text,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[between(0, items.length - 1)] as (typeof items)[number];
    },
    uuid: () => {
      const hex = (length: number) => text(length, "0123456789abcdef");
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${text(1, "89ab")}${hex(3)}-${hex(12)}`;
    },
  };
}

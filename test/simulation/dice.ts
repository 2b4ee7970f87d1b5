/** Chance from a seed: the same seed throws the same dice, whatever the machine. */
export interface Dice {
  /** At least 0, below 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(some: readonly T[]): T;
  /** Dice of their own, so that one part's throws do not disturb another's. */
  fork(): Dice;
  /** A name that no other throw gives. */
  name(): string;
}

/** The mulberry32 generator: 32 bits of state are plenty for one run. */
export const createDice = (seed: number): Dice => {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (some) => some[between(0, some.length - 1)] as (typeof some)[number],
    fork: () => createDice(bits()),
    name: () => `${bits().toString(36)}-${bits().toString(36)}`,
  };
};

import type { Aim } from "./play.ts";
import type { Effect, Side } from "./proxy.ts";

/** One place where the bot can die. */
export interface Point {
  scenario: string;
  /** Place in the undisturbed run, from 1. */
  n: number;
  effect: Effect;
  side: Side;
}

/** A wait looks and a card is edited as often as time allows: of one kind of change these are enough, the rest is the same again. */
const mostOfAKind = 2;

const howManyeth = ({ name }: Effect): number => Number(name.split(" ").at(-1));

/** Both sides of every change an undisturbed run made, from its `first` change on (0 is the very first). */
export const pointsOf = (scenario: string, effects: readonly Effect[], first: number): Point[] =>
  effects.flatMap((effect, at) =>
    at < first || howManyeth(effect) > mostOfAKind
      ? []
      : (["before", "after"] as const).map((side) => ({ scenario, n: at + 1, effect, side })),
  );

/** "own-empty:before:POST /leases 1". Without its place in the run, which moves when two writers race. */
export const nameOf = ({ scenario, side, effect }: Point): string => `${scenario}:${side}:${effect.name}`;
/** "own-empty, change 21, before isb POST /leases 1". */
export const describe = ({ scenario, n, side, effect }: Point): string =>
  `${scenario}, change ${n}, ${side} ${effect.system} ${effect.name}`;

/** Dies at this point. */
export const at =
  ({ effect: { name }, side: wanted }: Point): Aim =>
  (effect, side) =>
    side === wanted && effect.name === name;

/** Dies at one side of the `count`th change from when the bot began. */
export const afterSome = (count: number, wanted: Side): Aim => {
  let left = count;
  return (_, side) => {
    if (side === "before") left -= 1;
    return left <= 0 && side === wanted;
  };
};

import type { Limit } from "../../domain/lane.ts";
import type { Item } from "../table/table.ts";

/**
 * The generic cell rate algorithm: each limit keeps the moment at which the next request would arrive if all came evenly.
 * A take gets the earliest moment that every limit allows, which may lie a little ahead: whoever comes later comes after it.
 */
export interface RateState {
  /** By the length of the limit's stretch, world milliseconds. */
  arrivals: Readonly<Record<string, number>>;
  /** 1 is full speed. As it was at `slowedAt` (world milliseconds); it has recovered since. */
  speed: number;
  slowedAt: number;
  /** World milliseconds in one of the wall clock when this was written; absent where the two are one. */
  perReal?: number;
}

/** From a standstill back to full speed, wall-clock milliseconds. */
const recoveryMs = 60_000;
/** Requests that were under way when the system first said so say it too: they count once. Wall-clock milliseconds. */
const oneBlowMs = 1_000;
const slowest = 1 / 16;
/** No turn is given farther ahead than this, wall-clock milliseconds. */
export const farthestMs = 60_000;

export type Wire = (realMs: number) => number;

export const rateStateOf = ({ arrivals = {}, speed = 1, slowedAt = 0, perReal }: Item): RateState => ({
  arrivals: arrivals as RateState["arrivals"],
  speed: speed as number,
  slowedAt: slowedAt as number,
  ...(perReal === undefined ? {} : { perReal: perReal as number }),
});

/** Limits are of the wall clock: a world that was hurried when a turn was given keeps nobody waiting once it is slow. */
const rescaled = (moment: number, { perReal = 1 }: RateState, now: number, wire: Wire): number =>
  moment > now ? now + ((moment - now) * wire(1)) / perReal : moment;

export const speedNow = ({ speed, slowedAt }: RateState, now: number, wire: Wire): number =>
  slowedAt > now + wire(recoveryMs) ? 1 : Math.min(1, speed + Math.max(0, now - slowedAt) / wire(recoveryMs));

/** Half as fast from now on; undefined when it was slowed a moment ago. */
export const slowed = (state: RateState, now: number, wire: Wire): RateState | undefined =>
  state.speed < 1 && now - state.slowedAt < wire(oneBlowMs)
    ? undefined
    : { ...state, speed: Math.max(slowest, speedNow(state, now, wire) / 2), slowedAt: now };

/** The moment of one more take, world milliseconds, and the state after it. `urgent` may use half of the burst that others leave alone. */
export const ticket = (
  state: RateState,
  limits: readonly Limit[],
  { now, wire, urgent }: { now: number; wire: Wire; urgent: boolean },
): { at: number; next: RateState } => {
  const speed = speedNow(state, now, wire);
  const reckoned = limits.map(({ takes, perMs, burst }) => {
    // Evenly, those after the burst: then no stretch, wherever it begins, holds more than `takes`.
    const even = wire(perMs) / (takes - burst + 1);
    const reserve = urgent ? 0 : Math.floor(burst / 2);
    const noted = rescaled(state.arrivals[perMs] ?? 0, state, now, wire);
    // Later than any turn can have been given, by a clock that was wrong: nobody waits for that.
    const arrival = noted > now + wire(farthestMs + perMs / slowest) ? 0 : noted;
    return { perMs, arrival, interval: even / speed, allowed: arrival - even * (burst - 1 - reserve) };
  });
  const at = Math.max(now, ...reckoned.map(({ allowed }) => allowed));
  const arrivals = reckoned.map(({ perMs, arrival, interval }) => [perMs, Math.max(arrival, at) + interval]);
  const perReal = wire(1) === 1 ? {} : { perReal: wire(1) };
  return { at, next: { ...state, arrivals: Object.fromEntries(arrivals), ...perReal } };
};

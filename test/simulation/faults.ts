import type { Dice } from "./dice.ts";
import type { Mishap } from "./wire.ts";

/** What may go wrong in one run, and how often: probabilities of each call, unless named otherwise. */
export interface Faults {
  table: {
    throttles: number;
    /** Writes that never landed, whose reply was lost, that land long after their time-out, that were sent twice. */
    lostWrites: number;
    unheardWrites: number;
    lateWrites: number;
    doubleWrites: number;
    slowCalls: number;
    staleQueries: number;
    /** How far an index lags at most, milliseconds. */
    staleMs: number;
  };
  outside: {
    retryable: number;
    /** Refusals for good. */
    fatal: number;
    /** Calls without a clear answer: never done, done, or done later. */
    lost: number;
    unheard: number;
    late: number;
    blindLooks: number;
    slowCalls: number;
  };
  slack: { limited: number; lost: number; unheard: number; late: number; blindFinds: number; slowCalls: number };
  process: {
    dies: number;
    freezes: number;
    /** At most so many of each in one run. */
    mostDeaths: number;
    mostFreezes: number;
    /** Runs of `stop()` and a start after it. */
    drains: number;
    /** A process's clock is at most this far ahead, milliseconds. */
    skewMs: number;
  };
  /** Slack delivers a request again. */
  repeatedDeliveries: number;
  /** How many processes there are. */
  processes: number;
}

type Rates = Record<string, number>;
const nothing = <T extends object>(rates: T): T =>
  Object.fromEntries(Object.keys(rates).map((name) => [name, 0])) as unknown as T;

/** A world in which nothing goes wrong but replies of the table: they must not cost anybody anything. */
const onlyLostReplies = (faults: Faults): Faults => ({
  ...noFaults(faults),
  table: { ...nothing(faults.table), unheardWrites: 0.1, doubleWrites: 0.1 },
  processes: 1,
});

/** Each run has some of the faults and not the others: what goes wrong together hides what goes wrong alone. */
export const drawFaults = (dice: Dice): Faults => {
  const faults = drawAny(dice);
  return dice.chance(0.05) ? onlyLostReplies(faults) : faults;
};

const drawAny = (dice: Dice): Faults => {
  const rate = (most: number): number => (dice.chance(0.5) ? 0 : dice.pick([most / 10, most / 3, most]));
  const rates = <T extends Rates>(most: T): T =>
    Object.fromEntries(Object.entries(most).map(([name, value]) => [name, rate(value)])) as T;
  const anyOf = <T extends object>(part: T): T => (dice.chance(0.3) ? nothing(part) : part);
  return {
    table: {
      ...anyOf(
        rates({
          throttles: 0.1,
          lostWrites: 0.1,
          unheardWrites: 0.1,
          lateWrites: 0.05,
          doubleWrites: 0.1,
          slowCalls: 0.1,
          staleQueries: 0.5,
        }),
      ),
      staleMs: dice.pick([50, 1_000, 10_000, 50_000]),
    },
    outside: anyOf({
      ...rates({ retryable: 0.3, lost: 0.2, unheard: 0.3, late: 0.2, blindLooks: 0.2, slowCalls: 0.3 }),
      fatal: rate(0.05),
    }),
    slack: anyOf(rates({ limited: 0.2, lost: 0.1, unheard: 0.2, late: 0.05, blindFinds: 0.3, slowCalls: 0.1 })),
    process: {
      dies: rate(0.08),
      freezes: dice.chance(0.4) ? 0 : rate(0.08),
      mostDeaths: dice.between(1, 8),
      mostFreezes: dice.between(1, 4),
      drains: dice.chance(0.5) ? 0 : dice.between(1, 3),
      skewMs: dice.chance(0.5) ? 0 : 5_000,
    },
    repeatedDeliveries: rate(0.5),
    processes: dice.between(1, 3),
  };
};

export const noFaults = (faults: Faults): Faults => ({
  table: nothing(faults.table),
  outside: nothing(faults.outside),
  slack: nothing(faults.slack),
  process: nothing(faults.process),
  repeatedDeliveries: 0,
  processes: faults.processes,
});

/** Draws what befalls processes, up to the run's most. */
export const createMishaps = (faults: Faults, dice: Dice): ((danger: number) => Mishap | undefined) => {
  const left = { dies: faults.process.mostDeaths, freezes: faults.process.mostFreezes };
  return (danger) => {
    for (const is of ["dies", "freezes"] as const) {
      if (left[is] > 0 && dice.chance(Math.min(0.5, faults.process[is] * danger))) {
        left[is] -= 1;
        return {
          is,
          at: dice.pick(["leaving", "flying", "landed"]),
          forMs: dice.pick([2_000, 20_000, 50_000, 120_000, 120_000]),
        };
      }
    }
    return undefined;
  };
};

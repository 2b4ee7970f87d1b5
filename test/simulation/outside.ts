import { Problem } from "../../src/domain/problem.ts";
import type { Promises } from "./broken-promise.ts";
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Fate, Wire } from "./wire.ts";

/** One thing that a step may do outside, by the name it has there. */
export interface Thing {
  job: string;
  /** Tells it from everything else in the world. */
  key: string;
  /** The outside knows it by its key, so that doing it twice is doing it once. */
  natural: boolean;
  /** Past this, a call can no longer take effect, milliseconds after it began. */
  settlesAfterMs: number;
  longestCallMs: number;
  /** Only those with a permit of this lane may do it. */
  lane?: string;
}

/** What the outside said that explains how a job ended. */
export interface Said {
  /** Codes of all problems it answered with. */
  codes: Set<string>;
  /** Calls without a clear answer. */
  doubts: number;
}

/** The outside as one process reaches it. */
export interface OutsideClient {
  has(thing: Thing): Promise<boolean>;
  do(thing: Thing): Promise<void>;
}

export interface Outside {
  client(wire: Wire): OutsideClient;
  times(key: string): number;
  said(job: string): Said;
  /** Effects that came twice because a frozen process went on with a call it had begun: no engine can undo that. */
  readonly residuals: number;
}

const next = "Look at what became of it.";
const refusal = (): Problem => new Problem("isb-refused", "The outside refused.", { next });
const unavailable = (): Problem =>
  new Problem("isb-unavailable", "The outside did not answer.", { next, retryable: true });
const unclear = (settlesAfterMs: number): Problem =>
  new Problem("isb-unexpected", "The outside gave no clear answer.", { next, outcome: "unknown", settlesAfterMs });

/** A world with effects that are counted, and an answering machine that cannot be relied on. */
export const createOutside = ({
  dice,
  faults,
  promises,
  insistOnRight,
}: {
  dice: Dice;
  faults: Faults;
  promises: Promises;
  /** Insists that the job may do this now. */
  insistOnRight: (thing: Thing) => void;
}): Outside => {
  const effects = new Map<string, { held: boolean }[]>();
  const words = new Map<string, Said>();
  let residuals = 0;

  const said = (job: string): Said => {
    const known = words.get(job) ?? { codes: new Set<string>(), doubts: 0 };
    words.set(job, known);
    return known;
  };
  const says = (job: string, problem: Problem): Problem => {
    said(job).codes.add(problem.code);
    if (problem.outcome === "unknown") said(job).doubts += 1;
    return problem;
  };

  const happen = ({ key, natural }: Thing, held: boolean): void => {
    const before = effects.get(key) ?? [];
    if (natural && before.length > 0) return;
    const all = [...before, { held }];
    effects.set(key, all);
    if (all.length === 1) return;
    if (all.some((effect) => effect.held)) residuals += 1;
    else promises.insist(false, () => `${key} was done ${all.length} times`);
  };

  const callFate = (thing: Thing): Fate => {
    const { retryable, fatal, lost, unheard, late, slowCalls } = faults.outside;
    const { job, settlesAfterMs, longestCallMs } = thing;
    // The worst moments are the first and the last that may be.
    const within = (ms: number): number => dice.pick([0, dice.next(), 1]) * ms;
    const answersMs = dice.chance(slowCalls) ? 100 + within(longestCallMs - 100) : dice.between(1, 100);
    if (dice.chance(fatal)) return { is: "refused", error: says(job, refusal()), answersMs };
    if (dice.chance(retryable)) return { is: "refused", error: says(job, unavailable()), answersMs };
    const noAnswer = () => ({ error: says(job, unclear(settlesAfterMs)), answersMs });
    if (dice.chance(lost)) return { is: "lost", ...noAnswer() };
    if (dice.chance(unheard)) return { is: "unheard", ...noAnswer(), landsMs: within(answersMs) };
    if (settlesAfterMs > 0 && dice.chance(late)) return { is: "late", ...noAnswer(), landsMs: within(settlesAfterMs) };
    return { is: "answered", landsMs: within(answersMs), answersMs };
  };

  const lookFate = (job: string): Fate => {
    const answersMs = dice.chance(faults.outside.slowCalls / 3) ? dice.between(1_000, 25_000) : dice.between(1, 100);
    if (dice.chance(faults.outside.blindLooks)) return { is: "refused", error: says(job, unavailable()), answersMs };
    return { is: "answered", landsMs: answersMs, answersMs };
  };

  return {
    client: (wire) => ({
      has: (thing) =>
        wire.call({
          what: `looks for ${thing.key}`,
          fate: lookFate(thing.job),
          execute: async () => effects.has(thing.key),
        }),
      do: (thing) => {
        insistOnRight(thing);
        return wire.call({
          what: `does ${thing.key}`,
          danger: 5,
          fate: callFate(thing),
          execute: async (held) => happen(thing, held),
        });
      },
    }),
    times: (key) => effects.get(key)?.length ?? 0,
    said,
    get residuals() {
      return residuals;
    },
  };
};

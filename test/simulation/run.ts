import { minutes, seconds } from "../../src/domain/duration.ts";
import { createDice } from "./dice.ts";
import { checkEnd, isQuiet } from "./end.ts";
import { drawFaults, type Faults, noFaults } from "./faults.ts";
import type { Betrayal } from "./flaky-table.ts";
import { createFleet } from "./fleet.ts";
import { drawWorkflows } from "./plan.ts";
import { makeRequests } from "./requests.ts";
import { createStage } from "./stage.ts";
import { haveWishes } from "./wishes.ts";

/** What one seed came to. */
export interface Run {
  seed: number;
  /** Nothing in it: every promise held. */
  broken: readonly string[];
  trace: readonly string[];
  faults: Faults;
  /** Jobs by the state they ended in. */
  states: Readonly<Record<string, number>>;
  writes: number;
  deaths: number;
  /** Effects and messages that came twice because of a frozen process, as documented. */
  residuals: { effects: number; messages: number; edits: number };
}

/** Longer than any patience in it, with a new lease for every death. */
const mostRest = { ms: minutes(240), events: 400_000 };

/** Plays one world from a seed: trouble for a while, then peace until nothing moves any more. */
export const runSeed = async (seed: number, betray: Betrayal = (change) => change): Promise<Run> => {
  const dice = createDice(seed);
  const plans = drawWorkflows(dice);
  const faults = drawFaults(dice);
  const drawn = structuredClone(faults);
  const stage = createStage({ plans, faults, dice: dice.fork(), betray });
  const { host, promises, trace } = stage;
  const fleet = createFleet(stage, faults.processes, dice.fork());
  const busyMs = dice.pick([seconds(20), minutes(2), minutes(5)]);
  const asked = makeRequests({
    stage,
    fleet,
    faults,
    workflows: plans.map(({ name }) => name),
    jobs: dice.between(1, 4),
    busyMs,
    dice: dice.fork(),
  });
  haveWishes({ stage, fleet, asked, busyMs, dice: dice.fork() });
  for (let n = 0; n < faults.process.drains; n += 1) host.after(dice.between(0, busyMs), fleet.drainOne);

  let calm = false;
  host.after(busyMs, () => {
    trace.note("", "from here on nothing goes wrong");
    Object.assign(faults, noFaults(faults));
    calm = true;
  });
  const isBroken = (): boolean => promises.broken.length > 0;
  try {
    await host.play(() => isBroken() || (calm && isQuiet(stage, asked)), mostRest);
    if (!isBroken()) checkEnd({ stage, asked, fleet, plans, faults: drawn });
  } catch (error) {
    promises.insist(false, () => (error as Error).message);
  }
  const jobs = [...stage.table.items.values()].filter(({ pk }) => String(pk).startsWith("JOB#"));
  const states: Record<string, number> = {};
  for (const { state } of jobs) states[String(state)] = (states[String(state)] ?? 0) + 1;
  return {
    seed,
    broken: promises.broken.map(({ message }) => message),
    trace: trace.lines,
    faults: drawn,
    states,
    writes: stage.table.writes,
    deaths: fleet.deaths,
    residuals: { effects: stage.outside.residuals, messages: stage.slack.residuals, edits: stage.slack.staleEdits },
  };
};

import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { Clock } from "../../domain/clock.ts";
import { printDuration, seconds } from "../../domain/duration.ts";
import { isProblem, Problem, recordOf } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { EachItem } from "../rules.ts";
import type { JobRecord } from "../store/record.ts";
import { allToldOver, isHeld, isToldOver } from "../store/step-children.ts";
import type { AnyEach } from "../workflow.ts";
import type { ChildJobs } from "./child-jobs.ts";
import { itemCountsOf, itemsProblem } from "./item-counts.ts";
import { windUpOf } from "./operation-names.ts";
import { parked, type StepOutcome, type Waiting } from "./outcome.ts";
import { retried } from "./retried.ts";
import type { RunDeps, StepGiven } from "./run-deps.ts";

/** More would outgrow the parent's item, which keeps a line for each. */
const mostItems = 2_000;
/** Children tell and wake their parent; this look is for those that died before they could. Wall-clock milliseconds. */
const slowLookMs = seconds(15);
const slowestLookMs = seconds(60);
/** Between two looks farther apart than this no worker was there, nor for the children. Wall-clock milliseconds. */
const longestGapMs = 2 * slowestLookMs;

/** Between two looks at the children. */
interface Underway extends Waiting {
  /** Each child was begun, or had to go on. */
  begun?: boolean;
  /** Those not over were asked to end, for that reason. A person's wish goes further than a problem: it ends parked ones too. */
  windingUp?: "problem" | "person";
  /** World milliseconds. */
  lookedAt?: number;
}
type EachState = Underway | StepOutcome;

/** Throws a problem for more than one job can hold. */
export const itemsOf = ({ name, rules }: AnyEach, given: StepGiven): readonly EachItem[] => {
  const items = rules.items(given);
  if (new Set(items.map(({ key }) => key)).size < items.length) throw new Error(`two items of ${name} have one key`);
  if (items.length <= mostItems) return items;
  throw new Problem("bad-input", `${items.length} at once are too many; ${mostItems} are the most.`, {
    next: "Ask for fewer at a time.",
  });
};

/** What became of the step; undefined while some child is not over. */
const endOf = (parent: JobRecord, { name }: AnyEach): StepOutcome | undefined => {
  const children = parent.children[name];
  if (!children || !allToldOver(children)) return undefined;
  const { total, done, stopped } = itemCountsOf(children);
  if (done === total) return { is: "done", value: { total } };
  if (parent.stop && stopped > 0) return { is: "stopped" };
  return { is: "problem", problem: itemsProblem(parent.id, children), ...(done > 0 ? { partly: true } : {}) };
};

const lookOnce = async (each: AnyEach, before: Underway, given: StepGiven, children: ChildJobs): Promise<EachState> => {
  const items = itemsOf(each, given);
  const { since, lookedAt } = before;
  const state: Underway = {
    is: "waiting",
    since,
    ...(lookedAt === undefined ? {} : { lookedAt }),
    polls: before.polls + 1,
    begun: true,
  };
  let parent = await children.parentNow();
  if (!parent.children[each.name]) {
    if (parent.stop) return { is: "stopped" };
    await children.open(each, items);
  }
  if (!before.begun) {
    // What was told of an earlier round counts before anything goes on.
    if (parent.retries.length > 0) await children.catchUp(each, items);
    await children.begin(each, items);
    parent = await children.parentNow();
  }
  const end = endOf(parent, each);
  if (end) return end;
  const reason = parent.stop ? "person" : isHeld(parent, each.name) ? "problem" : undefined;
  if (reason && reason !== before.windingUp) await children.windUp(each, items);
  else if (before.begun) await children.catchUp(each, items);
  else return state;
  return endOf(await children.parentNow(), each) ?? { ...state, ...(reason ? { windingUp: reason } : {}) };
};

/** A limit reached while some are under way is neither a failure nor an end: they go on, and a person decides. */
const overdue = async (each: AnyEach, state: Underway, children: ChildJobs, now: number): Promise<EachState> => {
  const { giveUpAfterMs } = each.rules;
  if (now - state.since <= giveUpAfterMs) return state;
  if (state.trouble) return parked(state.trouble);
  const { told = {}, total = 0 } = (await children.parentNow()).children[each.name] ?? {};
  const left = total - Object.values(told).filter(isToldOver).length;
  return parked({
    code: "gave-up",
    message: `After ${printDuration(giveUpAfterMs)}, ${left} of ${total} are not over.`,
    next: "",
  });
};

const look = async (
  each: AnyEach,
  before: Underway,
  given: StepGiven,
  children: ChildJobs,
  { clock, warn }: RunDeps,
): Promise<EachState> => {
  try {
    const state = await lookOnce(each, before, given, children);
    return state.is === "waiting" ? await overdue(each, state, children, clock.now()) : state;
  } catch (error) {
    if (!isProblem(error)) warn(each.name, error);
    const problem = isProblem(error) ? error : unexpectedProblem(error);
    // Nothing that is asked for in vain here has harmed a child: it is looked at again.
    if (isProblem(error) && !problem.retryable && problem.outcome === "not-done")
      return { is: "problem", problem: recordOf(problem) };
    const state = { ...before, polls: before.polls + 1, trouble: recordOf(problem) };
    return clock.now() - state.since > each.rules.giveUpAfterMs ? parked(state.trouble) : state;
  }
};

/** The state before a look at `now`, as if time in which nobody was there to work on the children had not passed. */
const goingOn = (before: Underway, now: number, { wire }: Clock): Underway => {
  const gap = now - (before.lookedAt ?? now);
  return { ...before, since: before.since + Math.max(0, gap - wire(longestGapMs)), lookedAt: now };
};

const askAll = async (each: AnyEach, given: StepGiven, children: ChildJobs): Promise<StepOutcome> => {
  await children.windUp(each, itemsOf(each, given));
  return { is: "done" };
};

/** Runs one `each` durably: its children are begun in the first look, and all looks after it only listen. */
export const runEach = async (
  each: AnyEach,
  context: DurableContext,
  given: StepGiven,
  deps: RunDeps,
): Promise<StepOutcome> => {
  const { clock, children, history } = deps;
  if (!children) throw new Error(`step ${each.name} has child jobs, and nobody said what other workflows there are`);
  const start: Underway = { is: "waiting", since: 0, polls: 0 };
  const last = await context.waitForCondition<EachState>(
    each.name,
    async (state) => {
      const now = clock.now();
      const before = state.is === "waiting" && state.since > 0 ? state : { ...start, since: now };
      return look(each, goingOn(before, now, clock), given, children, deps);
    },
    {
      initialState: start,
      waitStrategy: (state) => {
        if (state.is !== "waiting") return { shouldContinue: false };
        const waited = clock.now() - state.since;
        const pause = Math.min(Math.max(clock.wire(slowLookMs), waited / 10), clock.wire(slowestLookMs));
        return { shouldContinue: true, delay: { seconds: pause / 1000 } };
      },
    },
  );
  if (last.is === "waiting") return { is: "problem", problem: recordOf(unexpectedProblem(undefined)) };
  // Nobody waits for them any more, so they are asked once, and end by themselves.
  if (last.is === "problem" && last.park && history.stopAskedAt() !== undefined) {
    const asking = { name: windUpOf(each.name), giveUpAfterMs: each.rules.giveUpAfterMs, acts: false };
    await retried(asking, () => askAll(each, given, children), context, deps);
  }
  return last;
};

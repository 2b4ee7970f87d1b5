import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { isProblem, recordOf } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { AnyWait } from "../workflow.ts";
import { backoffMs } from "./backoff.ts";
import { parked, type StepOutcome, type Waiting, type WaitState } from "./outcome.ts";
import { noting } from "./requests.ts";
import { passesByItself } from "./retried.ts";
import type { AnyGiven, RunDeps, StepGiven } from "./run-deps.ts";

/** One look. Trouble is noted and looked at again; the limit holds all the same. */
const lookOnce = async (
  wait: AnyWait,
  before: Waiting,
  given: AnyGiven,
  { warn, clock, history }: RunDeps,
): Promise<WaitState> => {
  const { rules } = wait;
  const polls = before.polls + 1;
  // Looking changes nothing, so nothing can be under way.
  if (history.stopAskedAt() !== undefined) return { is: "stopped" };
  try {
    const found = await rules.look(given);
    if (found.is === "done") {
      const note = found.note ?? rules.say?.(found.value);
      const { decision } = found;
      return { is: "done", value: found.value, ...(note ? { note } : {}), ...(decision ? { decision } : {}) };
    }
    if (found.is === "blocked") return { is: "problem", problem: recordOf(found.problem) };
    if (found.is === "to-do")
      throw new Error(`wait ${wait.name} answered "to-do", which only a step with an act can take`);
    const { is: _, ...waitsFor } = found;
    return overdue(wait, { is: "waiting", since: before.since, polls, ...waitsFor }, given, clock.now());
  } catch (error) {
    if (!isProblem(error)) warn(wait.name, error);
    // What is waited for goes on without us: not being able to look is no end of it, whatever the reason.
    const problem = isProblem(error) ? error : unexpectedProblem(error);
    const { trouble: _, ...calm } = before;
    return overdue(wait, { ...calm, polls, trouble: recordOf(problem) }, given, clock.now());
  }
};

const overdue = (wait: AnyWait, state: Waiting, given: AnyGiven, now: number): WaitState => {
  if (now - state.since <= (state.limitMs ?? wait.rules.giveUpAfterMs)) return state;
  // Whether the limit is reached is said by a look, and this one was only put off.
  if (state.trouble && passesByItself.has(state.trouble.code)) return state;
  // A limit reached while nobody could see is not a failure; a person has to look.
  if (state.trouble) return parked(state.trouble);
  return { is: "problem", problem: recordOf(wait.rules.giveUp(given)) };
};

/** Runs one `wait` durably; between two looks the job is not in memory. */
export const runWait = async (
  wait: AnyWait,
  context: DurableContext,
  given: StepGiven,
  deps: RunDeps,
): Promise<StepOutcome> => {
  const { clock, random } = deps;
  const start: Waiting = { is: "waiting", since: 0, polls: 0 };
  const last = await context.waitForCondition<WaitState>(
    wait.name,
    async (state) => {
      const before = state.is === "waiting" ? state : start;
      const now = clock.now();
      const look = () =>
        lookOnce(wait, { ...before, since: before.since || now }, { ...given, now, tried: false }, deps);
      return noting(deps.history.requests(wait.name), look, deps.history.isOurs);
    },
    {
      initialState: start,
      waitStrategy: (state) => {
        if (state.is !== "waiting") return { shouldContinue: false };
        const delayMs = state.trouble
          ? backoffMs(Math.min(state.polls, 5), random)
          : wait.rules.every(clock.now() - state.since);
        return { shouldContinue: true, delay: { seconds: delayMs / 1000 } };
      },
    },
  );
  return last.is === "waiting" ? { is: "problem", problem: recordOf(unexpectedProblem(undefined)) } : last;
};

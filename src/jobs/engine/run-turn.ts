import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { isProblem, recordOf } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { AnyStep } from "../workflow.ts";
import { turnOf } from "./operation-names.ts";
import type { InLine, StepOutcome, TurnState } from "./outcome.ts";
import type { RunDeps } from "./run-deps.ts";

/** One look whether the lane has a place. A place once given is kept, so asking again is harmless. */
const askOnce = async (step: AnyStep, lane: string, jobId: string, deps: RunDeps): Promise<TurnState> => {
  const { history, turns, warn } = deps;
  if (!step.always && history.stopAskedAt() !== undefined) {
    // A step that is done has no use for its place any more, and its outcome is on record: what undoes it needs to find that.
    return history.endedAt(step.name) === undefined ? { is: "stopped" } : { is: "in" };
  }
  try {
    if (!turns) throw new Error(`step ${step.name} asks for a turn, and no lanes are set up`);
    const turn = await turns.enter(lane, jobId);
    if (turn.is === "yours") return { is: "in" };
    return { is: "in-line", of: turn.of, afterMs: turn.afterMs };
  } catch (error) {
    if (!isProblem(error)) warn(step.name, error);
    return { is: "problem", problem: recordOf(isProblem(error) ? error : unexpectedProblem(error)) };
  }
};

/**
 * Waits until `lane` has a place for the job, as something of its own before the step: so it uses up none of the step's tries,
 * patience or doubts. Answers undefined when the step may begin.
 */
export const runTurn = async (
  step: AnyStep,
  lane: string,
  jobId: string,
  context: DurableContext,
  deps: RunDeps,
): Promise<StepOutcome | undefined> => {
  const start: InLine = { is: "in-line", of: lane, afterMs: 0 };
  const last = await context.waitForCondition<TurnState>(turnOf(step.name), () => askOnce(step, lane, jobId, deps), {
    initialState: start,
    waitStrategy: (state) =>
      state.is === "in-line"
        ? { shouldContinue: true, delay: { seconds: state.afterMs / 1000 } }
        : { shouldContinue: false },
  });
  if (last.is === "in-line") throw new Error(`step ${step.name} left the line of ${lane} without a place`);
  return last.is === "in" ? undefined : last;
};

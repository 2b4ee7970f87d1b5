import type { ProblemRecord } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { JobRecord } from "../store/record.ts";
import type { Ending } from "../store/store.ts";
import type { Invoked } from "./invoke.ts";

/** Its own name for a job whose records do not fit the steps that this build would run. */
const otherSteps = "NonDeterministicExecutionError";

const startedByAnother: ProblemRecord = {
  code: "gave-up",
  message: "This job was started by another version of its workflow, whose steps were not the same.",
  next: "Ask an operator to have the version that started it finish it, or cancel the job and ask again.",
};

/** What the engine refuses, at a checkpoint or as a result; such words name operations and nothing private. */
const refusals: readonly (string | undefined)[] = [
  "CheckpointUnrecoverableExecutionError",
  "DurableExecutionClientError",
];

/** Everything was done, and what came of it cannot be written down. */
export const noRoom: ProblemRecord = {
  code: "gave-up",
  message: "All steps are done, but what came of them is larger than a job has room for.",
  next: "Ask an operator to look at the steps, which are kept, and to cancel the job then.",
};

/** Why the engine itself could not go on. */
export const whyGivenUp = ({ Error: error }: Pick<Invoked, "Error">): ProblemRecord => {
  if (error?.ErrorType === otherSteps) return startedByAnother;
  const { code, message, next } = unexpectedProblem(error);
  const isOurs = refusals.includes(error?.ErrorType);
  return { code, message: isOurs ? `${message} The engine says: ${error?.ErrorMessage}.` : message, next };
};

/** Nobody can work on this job now, so a person has to look; one that has looked and cancelled it is not asked again. */
export const giveUp = (record: JobRecord, problem: ProblemRecord): Ending => {
  const lookedAt = record.stop !== undefined && record.problem !== undefined;
  return { state: lookedAt ? "cancelled" : "parked", problem };
};

import { isProblem, Problem } from "../../domain/problem.ts";
import { type AwsFailure, awsFailure } from "../aws/aws-failure.ts";

const problemOf = (cause: AwsFailure): Problem =>
  cause.kind === "refused" || cause.kind === "missing"
    ? new Problem("aws-refused", "AWS does not let the bot read Identity Center.", {
        next: "Ask whoever runs the bot to check ISB_IDC_ROLE_ARN, ISB_IDC_REGION and the sso part of its configuration.",
        cause,
      })
    : new Problem("identity-unavailable", "Identity Center does not answer, so nobody's rights can be checked.", {
        next: "Try again in a few minutes.",
        retryable: true,
        cause,
      });

/** What the gate before the service says is a problem already. */
const problemOfAny = (operation: string, error: unknown): Problem =>
  isProblem(error) ? error : problemOf(awsFailure(operation, error));

/** Runs one call; whatever it rejects with becomes a `Problem`. */
export const orProblem = async <T>(operation: string, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw problemOfAny(operation, error);
  }
};

/** The same for a look-up, where "there is none" is an answer. */
export const orMissing = async <T>(operation: string, call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (awsFailure(operation, error).kind === "missing") return undefined;
    throw problemOfAny(operation, error);
  }
};

export const noSuchGroup = (name: string): Problem =>
  new Problem("aws-refused", `Identity Center has no group named ${name}.`, {
    next: "Ask whoever runs the bot to check identity.groups in its configuration.",
  });

export const noInstance = (): Problem =>
  new Problem("aws-refused", "Identity Center is not found where the bot was told to look for it.", {
    next: "Ask whoever runs the bot to check ISB_IDC_REGION and the sso part of its configuration.",
  });

import type { AwsService } from "../world/fault-catalogue.ts";
import { AwsError } from "./errors.ts";
import type { Violation } from "./model/check.ts";

/** How one service words what every service must refuse. */
interface Refusals {
  /** Too many calls: name and words. */
  throttled: readonly [code: string, message: string];
  /** A failure of its own. */
  failed: string;
  /** Input that breaks the model. */
  invalid: (violations: readonly Violation[]) => AwsError;
}

/** A value is shown so far, and the whole so far: some errors have room for no more. */
const mostShown = 200;
const mostSaid = 1_024;

const shown = ({ value }: Violation): string => {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return value === null ? "null" : `'${text.length > mostShown ? `${text.slice(0, mostShown)}…` : text}'`;
};

/** The words AWS's own framework has for input that breaks a model. */
export function sayViolations(violations: readonly Violation[]): string {
  const each = violations.map(
    (one) => `Value ${shown(one)} at '${one.path}' failed to satisfy constraint: ${one.says}`,
  );
  return `${each.length} validation error${each.length === 1 ? "" : "s"} detected: ${each.join("; ")}`.slice(
    0,
    mostSaid,
  );
}

/** A value of the wrong JSON type never reaches a service: its framework cannot read it. */
const unreadable = (violations: readonly Violation[]): AwsError | undefined => {
  const wrong = violations.find(({ kind }) => kind === "type");
  return wrong && new AwsError("SerializationException", `${wrong.says} at ${wrong.path || "the body"}`);
};

const asValidation =
  (members: (violations: readonly Violation[]) => Record<string, unknown> = () => ({})) =>
  (violations: readonly Violation[]) =>
    unreadable(violations) ?? new AwsError("ValidationException", sayViolations(violations), members(violations));

/** Organizations names the constraint by a reason (API Reference, InvalidInputException). */
const organizationsReasons: Readonly<Record<Violation["kind"], string>> = {
  required: "INPUT_REQUIRED",
  pattern: "INVALID_PATTERN",
  enum: "INVALID_ENUM",
  minLength: "MIN_LENGTH_EXCEEDED",
  maxLength: "MAX_LENGTH_EXCEEDED",
  minValue: "MIN_VALUE_EXCEEDED",
  maxValue: "MAX_VALUE_EXCEEDED",
  unknown: "INVALID_LIST_MEMBER",
  type: "INVALID_LIST_MEMBER",
};

const organizationsInvalid: Refusals["invalid"] = (violations) => {
  const [first] = violations;
  const message =
    first?.kind === "pattern"
      ? "You provided a value that does not match the required pattern."
      : sayViolations(violations);
  const Reason = organizationsReasons[first?.kind ?? "pattern"];
  return unreadable(violations) ?? new AwsError("InvalidInputException", message, { Reason });
};

/** SQS checks by hand (API Reference, Common Error Types). */
const sqsInvalid: Refusals["invalid"] = (violations) => {
  const [first] = violations;
  const name = (first?.path ?? "").replace(/^./, (letter) => letter.toUpperCase());
  if (first?.kind === "required") {
    return new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
  }
  return (
    unreadable(violations) ??
    new AwsError(
      "InvalidParameterValue",
      `Value ${String(first?.value)} for parameter ${name} is invalid. Reason: ${first?.says}.`,
    )
  );
};

const invalidRequest: Refusals["invalid"] = (violations) =>
  unreadable(violations) ?? new AwsError("InvalidRequestException", sayViolations(violations));

/** RFC 6749 §5.2, by which IAM Identity Center's OIDC answers. */
const oidcInvalid: Refusals["invalid"] = (violations) =>
  new AwsError("InvalidRequestException", sayViolations(violations), {
    error: "invalid_request",
    error_description: sayViolations(violations),
  });

const busy = "Rate exceeded";
const plain: Refusals = {
  throttled: ["ThrottlingException", busy],
  failed: "InternalServerException",
  invalid: asValidation(),
};

export const refusals: Readonly<Record<AwsService, Refusals>> = {
  sts: plain,
  secretsmanager: { ...plain, failed: "InternalServiceError" },
  identitystore: plain,
  "sso-admin": plain,
  sso: { throttled: ["TooManyRequestsException", busy], failed: "InternalServerException", invalid: invalidRequest },
  "sso-oidc": { throttled: ["SlowDownException", busy], failed: "InternalServerException", invalid: oidcInvalid },
  organizations: {
    // github.com/aws/aws-sdk-js/issues/2135: a 400, and so worded even where only reads are under way.
    throttled: [
      "TooManyRequestsException",
      "AWS Organizations can't complete your request because another request is already in progress. Try again later.",
    ],
    failed: "ServiceException",
    invalid: organizationsInvalid,
  },
  cloudformation: { ...plain, failed: "InternalFailure" },
  "console-control": plain,
  sqs: { throttled: ["RequestThrottled", busy], failed: "InternalError", invalid: sqsInvalid },
  ce: { throttled: ["LimitExceededException", busy], failed: "InternalFailure", invalid: asValidation() },
  billing: {
    ...plain,
    invalid: asValidation((violations) => ({
      reason: "fieldValidationFailed",
      fieldList: violations.map(({ path, says }) => ({ name: path.slice(0, 100), message: says.slice(0, 1_024) })),
    })),
  },
};

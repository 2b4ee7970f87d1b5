import { seconds } from "../../domain/duration.ts";
import { Problem } from "../../domain/problem.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import type { Answer } from "./answer.ts";
import { IsbFailure } from "./isb-failure.ts";
import { changes, type Operation } from "./operation.ts";

/** A handler runs for at most 60 s behind a gateway that gives up after 29 s (ISB v1.2.14); the rest is margin. World time. */
export const settlesBehindGatewayMs = seconds(75);
/** A handler that answered has ended; what it set off may take a moment to be seen. World time. */
export const settlesAfterAnswerMs = seconds(5);

const later = "Try again in a few minutes. If it goes on, ask whoever runs Innovation Sandbox.";
const lookFirst = "Nothing to do yet: what became of it is looked up before anything is tried again.";
const askOperator = "Ask whoever runs Innovation Sandbox to look at it.";

type Failed = Exclude<Answer, { kind: "success" }>;

const unanswered = (operation: Operation, cause: IsbFailure, settlesAfterMs: number): Problem =>
  changes(operation)
    ? new Problem("isb-unavailable", "Innovation Sandbox gave no clear answer, and may have done it all the same.", {
        next: lookFirst,
        retryable: true,
        outcome: "unknown",
        settlesAfterMs,
        cause,
      })
    : unavailable(cause);

const unavailable = (cause: IsbFailure): Problem =>
  new Problem("isb-unavailable", "Innovation Sandbox does not answer at the moment.", {
    next: later,
    retryable: true,
    cause,
  });

const quoted = (start: string, said: string): string => (said === "" ? `${start}.` : `${start}: ${said}`);

const refusal = (operation: Operation, status: number, said: string, cause: IsbFailure): Problem => {
  const precise = operation.refused?.(status, said);
  if (precise) return precise;
  if (status === 409)
    return new Problem("isb-conflict", quoted("Innovation Sandbox was in the middle of another change", said), {
      next: "Try again in a minute.",
      retryable: true,
      cause,
    });
  const start = status === 403 ? "Innovation Sandbox does not allow this" : "Innovation Sandbox did not accept this";
  return new Problem("isb-refused", quoted(start, said), {
    next: "Change what was asked for, or ask an administrator.",
    cause,
  });
};

const denied = (cause: IsbFailure): Problem =>
  new Problem(
    "isb-auth",
    "Innovation Sandbox does not accept the bot's signature; its secret may just have been changed.",
    {
      next: "Try again in ten minutes. If it goes on, ask whoever runs the bot to check ISB's secret.",
      retryable: true,
      cause,
    },
  );

const blocked = (cause: IsbFailure): Problem =>
  new Problem("isb-blocked", "The firewall in front of Innovation Sandbox blocked the request.", {
    next: "Leave links and addresses out of comments and try again. If that does not help, ask whoever runs the bot to check that its network address is allowed.",
    cause,
  });

const oneOf = (code: ProblemCode, message: string, retryable: boolean, cause: IsbFailure): Problem =>
  new Problem(code, message, { next: retryable ? later : askOperator, retryable, cause });

/** What a failed answer is for a person, and what it says of the outcome. */
export const problemOf = (operation: Operation, answer: Failed): Problem => {
  const status = answer.kind === "silence" ? undefined : answer.status;
  const what = answer.kind === "silence" ? `${answer.why} ${answer.code}` : answer.kind;
  const cause = new IsbFailure(operation.name, what, status);
  switch (answer.kind) {
    case "refusal":
      return refusal(operation, answer.status, answer.said, cause);
    case "denied":
      return denied(cause);
    case "blocked":
      return blocked(cause);
    case "no-route":
      return oneOf(
        "isb-unexpected",
        "Innovation Sandbox does not know this request; it may have been upgraded.",
        false,
        cause,
      );
    case "throttled":
      return oneOf("isb-throttled", "Innovation Sandbox is getting too many requests at once.", true, cause);
    case "gate-broke":
      return unavailable(cause);
    case "handler-broke":
      return unanswered(operation, cause, settlesAfterAnswerMs);
    case "gave-up":
      return unanswered(operation, cause, settlesBehindGatewayMs);
    case "unreadable":
      return unexpectedAnswer(cause, changes(operation) && answer.status < 300);
    case "silence":
      return answer.why === "never-sent" ? unavailable(cause) : unanswered(operation, cause, settlesBehindGatewayMs);
  }
};

/** ISB answered something this bot cannot read; `mayBeDone` when it did so to a change, in the tone of a success. */
export const unexpectedAnswer = (cause: unknown, mayBeDone: boolean): Problem =>
  new Problem("isb-unexpected", "Innovation Sandbox answered something the bot does not understand.", {
    next: mayBeDone ? lookFirst : askOperator,
    cause,
    ...(mayBeDone ? { outcome: "unknown", settlesAfterMs: settlesBehindGatewayMs } : {}),
  });

export const inMaintenance = (cause?: unknown): Problem =>
  new Problem("maintenance", "Innovation Sandbox is in maintenance: only its administrators can use it now.", {
    next: "Try again when maintenance is over.",
    cause,
  });

export const wrongRole = (cause: unknown): Problem =>
  new Problem("isb-refused", "Innovation Sandbox does not allow this with your role.", {
    next: "Ask a manager or an administrator.",
    cause,
  });

export const otherDialect = (): Problem =>
  new Problem("isb-auth", "Innovation Sandbox here is version 1.3, which this bot cannot sign in to.", {
    next: "Ask whoever runs the bot to install a version that speaks to Innovation Sandbox 1.3.",
  });

/** What went wrong with AWS, in four kinds that call for four different things. */
export type AwsFailureKind = "missing" | "throttled" | "refused" | "unavailable";

/** The technical side of a problem with AWS, kept as its cause for the log. The SDK's own error can hold the whole answer, a secret included, so it goes no further. */
export class AwsFailure extends Error {
  readonly kind: AwsFailureKind;
  /** "GetSecretValue". */
  readonly operation: string;
  /** The service's name for it, such as AccessDeniedException. */
  readonly reason: string;
  readonly requestId: string | undefined;

  constructor(operation: string, kind: AwsFailureKind, reason: string, requestId: string | undefined) {
    super(`${operation}: ${reason}${requestId === undefined ? "" : ` (request ${requestId})`}`);
    this.name = "AwsFailure";
    this.operation = operation;
    this.kind = kind;
    this.reason = reason;
    this.requestId = requestId;
  }
}

interface Sent {
  name: string;
  status: number | undefined;
  requestId: string | undefined;
}

const sentBy = (error: unknown): Sent => {
  const name = error instanceof Error ? error.name : "unknown";
  if (typeof error !== "object" || error === null || !("$metadata" in error))
    return { name, status: undefined, requestId: undefined };
  const { httpStatusCode, requestId } = error.$metadata as { httpStatusCode?: number; requestId?: string };
  return { name, status: httpStatusCode, requestId };
};

const missing = new Set(["ResourceNotFoundException"]);
/** Throttling names differ by service and age (AWS SDK retry guide). */
const throttling = /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded|SlowDown/;
/** No credentials, or none that count: waiting does not help. */
const credentials = /Credentials|Token(?:Provider|Refresh)/;

const kindOf = ({ name, status }: Sent): AwsFailureKind => {
  if (missing.has(name)) return "missing";
  if (throttling.test(name) || status === 429) return "throttled";
  if (credentials.test(name)) return "refused";
  return status !== undefined && status >= 400 && status < 500 ? "refused" : "unavailable";
};

/** Reads any error of an SDK call. */
export const awsFailure = (operation: string, error: unknown): AwsFailure => {
  const sent = sentBy(error);
  return new AwsFailure(operation, kindOf(sent), sent.name, sent.requestId);
};

/** A sandbox handed to a person: what they need to enter it. Only its holder sees it outside the ops channels. */
export interface Handover {
  kind: "handover";
  holder: { email: string; name: string; slackId?: string };
  /** "Active". */
  status: string;
  /** The short name people use. */
  leaseId: string;
  template: string;
  accountId: string;
  /** ISO 8601; absent when the lease has no end. */
  expiresAt?: string;
  /** US dollars; absent when the lease has no limit. */
  budgetUsd?: number;
  consoleUrl: string;
  /** For `~/.aws/config`. */
  awsConfig: string;
  /** What may not work yet, and for how long. */
  caution?: string;
}

/** True for a job's result that is a handover. */
export const isHandover = (result: unknown): result is Handover =>
  typeof result === "object" && result !== null && (result as { kind?: unknown }).kind === "handover";

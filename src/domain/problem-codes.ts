/** Every code a person or a log can meet. Stable: tests, runbooks and stored jobs name them. */
export const problemCodes = [
  // what was typed
  "bad-input",
  "unknown-command",
  // who asked
  "wrong-workspace",
  "not-a-member",
  "unknown-person",
  "ambiguous-person",
  "no-role",
  "role-too-low",
  "own-request",
  "shared-channel",
  "identity-unavailable",
  // what ISB says
  "template-unknown",
  "template-ambiguous",
  "lease-unknown",
  "lease-limit",
  "lease-not-pending",
  "lease-denied",
  "lease-ended",
  "pool-empty",
  "provisioning-failed",
  "provisioning-timeout",
  "approval-timeout",
  "maintenance",
  "isb-refused",
  "isb-conflict",
  "isb-throttled",
  "isb-unavailable",
  "isb-auth",
  "isb-blocked",
  "isb-unexpected",
  // AWS beside ISB
  "aws-throttled",
  "aws-unavailable",
  "aws-refused",
  // the bot itself
  "job-unknown",
  "step-interrupted",
  "outcome-unknown",
  "gave-up",
  "unexpected",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

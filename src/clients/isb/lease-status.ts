/** Every lease status of ISB v1.2.14, and `UserTerminated` of v1.3. */
export const leaseStatuses = [
  "PendingApproval",
  "ApprovalDenied",
  "Provisioning",
  "Active",
  "Frozen",
  "Expired",
  "BudgetExceeded",
  "ManuallyTerminated",
  "AccountQuarantined",
  "Ejected",
  "ProvisioningFailed",
  "UserTerminated",
] as const;
export type KnownLeaseStatus = (typeof leaseStatuses)[number];

/** A later ISB may say something new: it is passed on, not refused. */
export type LeaseStatus = KnownLeaseStatus | (string & {});

const monitored: ReadonlySet<string> = new Set(["Active", "Frozen", "Provisioning"]);

/** Holds an account now (ISB v1.2.14 calls these monitored). */
export const holdsAccount = (status: LeaseStatus): boolean => monitored.has(status);

/** Counts against the person's limit (ISB v1.2.14: monitored ones and PendingApproval). */
export const countsAgainstLimit = (status: LeaseStatus): boolean =>
  holdsAccount(status) || status === "PendingApproval";

/** Over for good. A status nobody knows yet is taken as over: the ones added so far all were. */
export const isLeaseOver = (status: LeaseStatus): boolean => !countsAgainstLimit(status);

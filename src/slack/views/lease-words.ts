import { jobInComments, withoutMark } from "../../domain/job-mark.ts";

/** What views show of a lease (ISB v1.2.14's names). Dates are ISO 8601, amounts US dollars. */
export interface LeaseShown {
  uuid: string;
  userEmail: string;
  status: string;
  originalLeaseTemplateName: string;
  createdBy?: string;
  comments?: string;
  maxSpend?: number;
  leaseDurationInHours?: number;
  awsAccountId?: string;
  approvedBy?: string;
  startDate?: string;
  expirationDate?: string;
  endDate?: string;
  totalCostAccrued?: number;
  meta?: { createdTime?: string };
}

const words: Readonly<Record<string, string>> = {
  PendingApproval: "waiting for approval",
  ApprovalDenied: "denied",
  Provisioning: "being made ready",
  Active: "active",
  Frozen: "frozen",
  Expired: "ended, time was up",
  BudgetExceeded: "ended, budget used up",
  ManuallyTerminated: "ended by hand",
  UserTerminated: "handed back",
  AccountQuarantined: "ended, account quarantined",
  Ejected: "ended, account removed",
  ProvisioningFailed: "failed while being made ready",
};

/** A lease's status in words; one that is not known yet as ISB spells it. */
export const leaseStatusWords = (status: string): string => words[status] ?? status;

/** "AUTO_APPROVED" is ISB's own word for a template or assignment that needs nobody (ISB v1.2.14 leases handler). */
export const approverWords = (approvedBy: string): string =>
  approvedBy === "AUTO_APPROVED" ? "automatically" : approvedBy;

/** What the person wrote, and the job that made the lease. */
export const commentParts = (lease: LeaseShown): { words: string; jobId?: string } => {
  const jobId = jobInComments(lease.comments);
  return { words: withoutMark(lease.comments), ...(jobId === undefined ? {} : { jobId }) };
};

const msOf = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/** When it ended, or will; milliseconds. */
export const leaseEndMs = (lease: LeaseShown): number | undefined => msOf(lease.endDate ?? lease.expirationDate);
export const leaseBornMs = (lease: LeaseShown): number | undefined => msOf(lease.meta?.createdTime ?? lease.startDate);

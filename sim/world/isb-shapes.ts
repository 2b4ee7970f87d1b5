/** ISB's own records, field by field as ISB v1.2.14 stores them. Dates are ISO strings. */

export type PoolStatus = "Available" | "Active" | "CleanUp" | "Quarantine" | "Frozen";

export interface Meta {
  schemaVersion: number;
  createdTime: string;
  lastEditTime: string;
}

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
] as const;
export type LeaseStatus = (typeof leaseStatuses)[number];

export type ThresholdAction = "ALERT" | "FREEZE_ACCOUNT";

export interface BudgetThreshold {
  dollarsSpent: number;
  action: ThresholdAction;
}

export interface DurationThreshold {
  hoursRemaining: number;
  action: ThresholdAction;
}

/** The limits a lease takes from its template. `null` means "none", as an absent one does. */
export interface Limits {
  maxSpend?: number | null;
  budgetThresholds?: BudgetThreshold[];
  leaseDurationInHours?: number;
  durationThresholds?: DurationThreshold[];
  costReportGroup?: string | null;
  blueprintId?: string | null;
  blueprintName?: string | null;
}

export interface LeaseTemplate extends Limits {
  uuid: string;
  name: string;
  description?: string;
  requiresApproval: boolean;
  createdBy: string;
  visibility: "PUBLIC" | "PRIVATE";
  meta: Meta;
}

export interface Lease extends Limits {
  userEmail: string;
  uuid: string;
  status: LeaseStatus;
  originalLeaseTemplateUuid: string;
  originalLeaseTemplateName: string;
  createdBy?: string;
  comments?: string;
  awsAccountId?: string | null;
  approvedBy?: string | null;
  startDate?: string;
  lastCheckedDate?: string;
  totalCostAccrued?: number;
  expirationDate?: string | null;
  endDate?: string;
  /** Epoch seconds: when the table drops the record. */
  ttl?: number;
  meta: Meta;
}

/** A blueprint with the one StackSet v1.2.14 gives it; the table keeps the two as items of their own. */
export interface Blueprint {
  blueprintId: string;
  name: string;
  stackSetId: string;
  regions: string[];
  tags?: Record<string, string>;
  createdBy: string;
  deploymentTimeoutMinutes: number;
  regionConcurrencyType: "SEQUENTIAL" | "PARALLEL";
  maxConcurrentPercentage: number;
  failureTolerancePercentage: number;
  concurrencyMode: "STRICT_FAILURE_TOLERANCE" | "SOFT_FAILURE_TOLERANCE";
  meta: Meta;
}

/** A CloudFormation StackSet as `GET /blueprints/stacksets` shows it. */
export interface StackSet {
  stackSetName: string;
  stackSetId: string;
  description?: string;
  status: "ACTIVE" | "DELETED";
  permissionModel: "SELF_MANAGED" | "SERVICE_MANAGED";
}

export interface CleanupExecutionContext {
  stateMachineExecutionArn: string;
  stateMachineExecutionStartTime: string;
}

/** ISB's own record of a pool account; its status names the OU it believes the account to be in. */
export interface AccountRecord {
  awsAccountId: string;
  /** Absent, as is the name, when drift was all ISB learnt of it. */
  email?: string;
  name?: string;
  status: PoolStatus;
  driftAtLastScan: boolean;
  cleanupExecutionContext?: CleanupExecutionContext;
  meta: Meta;
}

/** ISB's global configuration as `GET /configurations` shows it. */
export interface IsbConfiguration {
  termsOfService: string;
  maintenanceMode: boolean;
  isbManagedRegions: string[];
  leases: {
    requireMaxBudget: boolean;
    maxBudget: number;
    requireMaxDuration: boolean;
    maxDurationHours: number;
    maxLeasesPerUser: number;
    ttl: number;
  };
  cleanup: {
    numberOfFailedAttemptsToCancelCleanup: number;
    waitBeforeRetryFailedAttemptSeconds: number;
    numberOfSuccessfulAttemptsToFinishCleanup: number;
    waitBeforeRerunSuccessfulAttemptSeconds: number;
  };
  auth: { awsAccessPortalUrl: string; webAppUrl: string };
  costReportGroups: string[];
  requireCostReportGroup: boolean;
}

import type { BillingView, ConsoleMemory, DeviceClient, DeviceSignIn, Queue } from "./aws-shapes.ts";
import type {
  AccountRecord,
  Blueprint,
  CleanupExecutionContext,
  IsbConfiguration,
  Lease,
  LeaseTemplate,
  PoolStatus,
  StackSet,
} from "./isb-shapes.ts";

/** What the world is made of. Times are world ms unless said otherwise. */

export type PoolOu = PoolStatus | "Entry" | "Exit";

export interface OrganizationalUnit {
  id: string;
  name: string;
  parentId: string;
  tags?: Record<string, string>;
}

export interface OrganizationAccount {
  id: string;
  name: string;
  email: string;
  /** OU or root id. */
  parentId: string;
  /** Where Organizations' reads still show it until then. */
  seenIn?: { parentId: string; until: number };
  status: "ACTIVE" | "PENDING_CLOSURE" | "SUSPENDED";
  joinedAt: number;
  tags: Record<string, string>;
}

/** One `CreateAccount`, kept after it is done. */
export interface AccountCreation {
  /** `car-…` */
  id: string;
  name: string;
  email: string;
  tags: Record<string, string>;
  state: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  requestedAt: number;
  completedAt?: number;
  accountId?: string;
  failureReason?: string;
}

/** The stack that puts ISB's roles into an account of the pool. */
export interface StackInstance {
  accountId: string;
  stackId: string;
  /** The deployment shows from then on, and is done from then on. */
  startsAt: number;
  currentAt: number;
}

export interface IdentityUser {
  userId: string;
  userName: string;
  email: string;
  displayName: string;
  givenName: string;
  familyName: string;
  enabled: boolean;
  /** Until then a search does not find them; absent: from the start. */
  foundFrom?: number;
}

export interface IdentityGroup {
  groupId: string;
  displayName: string;
  description: string;
}

export interface Membership {
  membershipId: string;
  groupId: string;
  userId: string;
}

export interface PermissionSet {
  arn: string;
  name: string;
  description: string;
  createdAt: number;
}

/** `effectiveAt`: until then Identity Center does not show it, and no role can be reached through it. */
export interface AccountAssignment {
  requestId: string;
  accountId: string;
  permissionSetArn: string;
  principalType: "USER" | "GROUP";
  principalId: string;
  createdAt: number;
  effectiveAt: number;
  /** Being taken away: it works until then. */
  endsAt?: number;
}

/** One request to give or take an assignment, kept after it is done. */
export interface AssignmentRequest extends Pick<AccountAssignment, "requestId" | "createdAt"> {
  kind: "creation" | "deletion";
  grant: Pick<AccountAssignment, "accountId" | "permissionSetArn" | "principalType" | "principalId">;
  endsAt: number;
  /** How it will have failed. */
  failureReason?: string;
}

export interface SecretVersion {
  versionId: string;
  value: string;
  stages: string[];
  createdAt: number;
}

export interface Secret {
  name: string;
  arn: string;
  versions: SecretVersion[];
}

/** One event on ISB's bus, in EventBridge's envelope. */
export interface BusEvent {
  version: "0";
  id: string;
  "detail-type": string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** Credentials somebody holds: STS knows whose they are. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  arn: string;
  userId: string;
  accountId: string;
  /** Real ms. */
  expiresAt: number;
}

/** One `MoveAccount` as CloudTrail would remember it. */
export interface Move {
  at: number;
  accountId: string;
  fromId: string;
  toId: string;
  /** ARN of the session that moved it. */
  by: string;
}

/** Not deployed, holding accounts for 91 days, or sending them out of the pool. */
export type SeparatorMode = "none" | "hold" | "eject";

/** A schedule of the billing separator: when a held account shall be released. */
export interface ReleaseSchedule {
  name: string;
  accountId: string;
  quarantinedAt: number;
  releaseAt: number;
}

/** One execution of ISB's account cleaner. */
export interface CleanupRun {
  accountId: string;
  reason: string;
  execution: CleanupExecutionContext;
}

/** An event in the FIFO queue before ISB's lifecycle Lambda. */
export interface QueuedEvent {
  event: BusEvent;
  sentAt: number;
  /** How often it failed. */
  tries: number;
}

/** What will happen of itself, by kind, and what it needs to know then. */
export interface Later {
  "event-heard": { event: BusEvent };
  "cleanup-initialises": CleanupRun;
  "cleanup-pass-ends": CleanupRun & { passMs: number; good: number; bad: number; doomed: boolean };
  "cleanup-times-out": CleanupRun;
  "deployment-ends": {
    leaseId: string;
    blueprintId: string;
    accountId: string;
    startedAt: number;
    timedOut: boolean;
  };
  "leases-monitored": Record<string, never>;
  /** The lease monitor writes back what it read, whole, whatever happened in between. */
  "leases-written": { leases: Lease[] };
  "drift-scanned": Record<string, never>;
  /** The lifecycle Lambda tries the first event of its queue again. */
  "lifecycle-tries": Record<string, never>;
  "secret-rotates": Record<string, never>;
  /** `failures`: how often the separator could not do it yet. */
  "separator-hears": { move: Move; failures: number };
  "separator-releases": { name: string; failures: number };
  "account-opens": { requestId: string };
  "account-suspends": { accountId: string };
}

/** Something that will happen; data and no closure, so that a world that is kept goes on where it was. */
export type Timer = { [Kind in keyof Later]: { kind: Kind; dueAt: number; data: Later[Kind] } }[keyof Later];

/** Raised whenever the state's shape changes, so that a world that was kept in an older one is not taken for one of today. */
export const stateShape = 2;

export interface WorldState {
  organisation: {
    units: OrganizationalUnit[];
    accounts: OrganizationAccount[];
    moves: Move[];
    /** Accounts can be neither created (ACCOUNT_LIMIT_EXCEEDED) nor closed (CLOSE_ACCOUNT_QUOTA_EXCEEDED). */
    quotaUsedUp?: true;
    creations: AccountCreation[];
    /** Every `CloseAccount`, for the quota of 30 days. */
    closures: { accountId: string; at: number }[];
    /** How many accounts there may be, and how many may be closed in 30 days (absent: as AWS computes it). */
    quotas: { accounts: number; closures?: number };
    stackInstances: StackInstance[];
  };
  separator: { mode: SeparatorMode; schedules: ReleaseSchedule[] };
  identity: {
    users: IdentityUser[];
    groups: IdentityGroup[];
    memberships: Membership[];
    permissionSets: PermissionSet[];
    assignments: AccountAssignment[];
    assignmentRequests: AssignmentRequest[];
    /** Access portal tokens by value: the user they were given to and until when, real ms. */
    portalTokens: Record<string, { userId: string; expiresAt: number }>;
    deviceClients: DeviceClient[];
    deviceSignIns: DeviceSignIn[];
  };
  isb: {
    configuration: IsbConfiguration;
    templates: LeaseTemplate[];
    blueprints: Blueprint[];
    leases: Lease[];
    accounts: AccountRecord[];
    /** StackSets of the hub account, which a blueprint may be made of. */
    stackSets: StackSet[];
    /** ARNs of the cleanup executions that are going on now. */
    cleaning: string[];
    /** What ISB's lifecycle Lambda has still to handle, one after the other. */
    lifecycleQueue: QueuedEvent[];
    /** What the queue took in within the last minutes, so that a copy is left out. */
    lifecycleTaken: { id: string; at: number }[];
    /** What the lifecycle Lambda gave up. */
    deadLetters: BusEvent[];
  };
  secrets: Secret[];
  sessions: Session[];
  queues: Queue[];
  billingViews: BillingView[];
  consoles: ConsoleMemory[];
  events: BusEvent[];
  /** What is still to happen. */
  timers: Timer[];
}

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
}

export interface OrganizationAccount {
  id: string;
  name: string;
  email: string;
  /** OU or root id. */
  parentId: string;
  status: "ACTIVE" | "SUSPENDED";
  joinedAt: number;
  tags: Record<string, string>;
}

export interface IdentityUser {
  userId: string;
  userName: string;
  email: string;
  displayName: string;
  givenName: string;
  familyName: string;
  enabled: boolean;
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
  "separator-hears": { move: Move };
  "separator-releases": { name: string };
}

/** Something that will happen; data and no closure, so that a world that is kept goes on where it was. */
export type Timer = { [Kind in keyof Later]: { kind: Kind; dueAt: number; data: Later[Kind] } }[keyof Later];

export interface WorldState {
  organisation: {
    units: OrganizationalUnit[];
    accounts: OrganizationAccount[];
    moves: Move[];
    /** Accounts can be neither created (ACCOUNT_LIMIT_EXCEEDED) nor closed (CLOSE_ACCOUNT_QUOTA_EXCEEDED). */
    quotaUsedUp?: true;
  };
  separator: { mode: SeparatorMode; schedules: ReleaseSchedule[] };
  identity: {
    users: IdentityUser[];
    groups: IdentityGroup[];
    memberships: Membership[];
    permissionSets: PermissionSet[];
    assignments: AccountAssignment[];
    /** Access portal tokens by value: the user they were given to and until when. */
    portalTokens: Map<string, { userId: string; expiresAt: number }>;
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
  events: BusEvent[];
  /** What is still to happen. */
  timers: Timer[];
}

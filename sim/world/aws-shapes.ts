/** What AWS remembers for those who call it, beside the world's own things. Times are world ms unless said otherwise. */

/** A program that signs people in by the OAuth device flow. */
export interface DeviceClient {
  clientId: string;
  clientSecret: string;
  /** Real ms. */
  expiresAt: number;
}

/** One sign-in by the device flow. Times are real ms: it is a person who waits. */
export interface DeviceSignIn {
  deviceCode: string;
  userCode: string;
  clientId: string;
  expiresAt: number;
  /** A poll sooner than this after the one before is told to slow down. */
  intervalMs: number;
  polledAt?: number;
  /** Who said yes. */
  userId?: string;
  denied?: boolean;
}

/** A message in a queue. Times are real ms, as SQS's own waits are. */
export interface QueueMessage {
  id: string;
  body: string;
  sentAt: number;
  /** Nobody is given it before. */
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** Of its last receive: only this one deletes it. */
  receiptHandle?: string;
}

export interface Queue {
  name: string;
  createdAt: number;
  visibilityTimeoutS: number;
  retentionS: number;
  messages: QueueMessage[];
}

/** A custom billing view: the bills of the accounts it names. */
export interface BillingView {
  arn: string;
  name: string;
  description: string;
  accountIds: string[];
  createdAt: number;
  updatedAt: number;
  /** `UPDATING` until then. */
  healthyAt: number;
  /** It cannot be read or changed until AWS has repaired it. */
  unhealthy?: true;
}

/** What the console remembers of one assumed role. */
export interface ConsoleMemory {
  /** Its session's name included. */
  arn: string;
  settings: Record<string, string>;
  dashboards: string[];
}

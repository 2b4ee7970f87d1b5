/** What one Innovation Sandbox can do that another cannot. Workflows ask these, never version numbers. */
export interface Capabilities {
  /** A call may carry a person's own email, so that ISB's records name them. */
  readonly impersonate: boolean;
  /** A request that waits for approval can be made for a person by somebody else than that person. */
  readonly pendingForOther: boolean;
  /** "Active" comes before the person can reach the account: access is granted by a queue afterwards. */
  readonly accessAsync: boolean;
  /** A cleaned account rests for a configured time before it is Available again. */
  readonly cooldown: boolean;
  /** ISB keeps reports that say why a cleanup failed. */
  readonly cleanupReports: boolean;
  /** An account can be put into Quarantine through the API. */
  readonly manualQuarantine: boolean;
  /** An account's record names the lease that holds it. */
  readonly accountLease: boolean;
  /** A lease can be shared with other people. */
  readonly sharing: boolean;
  /** ISB can turn an email into an Identity Center user id. */
  readonly principalLookup: boolean;
  /** A plain user may end their own lease. */
  readonly selfTerminate: boolean;
}

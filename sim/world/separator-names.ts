/** Billing separator, shared constants: an account is held for 2,184 h, which is 91 days. */
export const holdMs = 2_184 * 3_600_000;

/** Billing separator, quarantine Lambda: a schedule's name holds the account and the moment in ms. */
export const scheduleName = ({ accountId, quarantinedAt }: { accountId: string; quarantinedAt: number }): string =>
  `isb-billing-sep-unquarantine-${accountId}-${quarantinedAt}`;

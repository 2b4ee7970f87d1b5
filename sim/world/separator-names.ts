/** Billing separator, quarantine Lambda: a schedule's name holds the account and the moment in ms. */
export const scheduleName = ({ accountId, quarantinedAt }: { accountId: string; quarantinedAt: number }): string =>
  `isb-billing-sep-unquarantine-${accountId}-${quarantinedAt}`;

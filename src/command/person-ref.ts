/** Somebody as they were named: found in Slack or Identity Center later, when looking up is allowed. */
export type PersonRef = { email: string } | { slackId: string };

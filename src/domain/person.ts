import type { Role } from "./role.ts";

/** What Slack says of somebody, before anybody else is asked. */
export interface SlackProfile {
  /** `U…` or `W…`. */
  slackId: string;
  teamId: string;
  enterpriseId?: string;
  /** Lower-cased; absent when the app may not see it. */
  email?: string;
  name: string;
  /** IANA zone; absent means Slack gave none. */
  tz?: string;
  standing: "member" | "guest" | "stranger" | "deactivated" | "bot";
}

/** Somebody in Identity Center. */
export interface IdentityUser {
  id: string;
  userName: string;
  /** As Identity Center has it, letter case included: ISB compares it exactly. */
  email: string;
  displayName: string;
}

/** A role the groups would give but the bot does not, and the sentence that says why and how to get it. */
export interface WithheldRole {
  role: Role;
  reason: string;
}

/** A person the bot knows on both sides, with the role they hold at this moment. */
export interface Person {
  slack: SlackProfile;
  identity: IdentityUser;
  role: Role;
  /** Every role their groups give them and the bot honours, lowest first. */
  held: readonly Role[];
  withheld?: WithheldRole;
}

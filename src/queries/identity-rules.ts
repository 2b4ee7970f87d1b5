import type { Role } from "../domain/role.ts";

/** Says that a Slack account is a certain Identity Center user: what `manager` and `admin` hang on. */
export interface IdentityLink {
  slackId: string;
  identityId: string;
  /** The Slack account's email when the link was made; another one suspends the link. */
  email: string;
}

/** The configured rules by which somebody in Slack becomes a person with a role. */
export interface IdentityRules {
  teamId: string;
  enterpriseId?: string;
  /** Identity Center groups, by display name, that give each role. */
  groups: Readonly<Record<Role, readonly string[]>>;
  links: readonly IdentityLink[];
  /** "link": manager and admin need a link. "email": a matching email is enough. */
  elevated: "link" | "email";
  /** How long an answer is remembered, milliseconds of world time. */
  cacheMs: number;
}

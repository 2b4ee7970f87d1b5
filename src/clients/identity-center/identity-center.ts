import type { IdentityUser } from "../../domain/person.ts";

/** Who an email belongs to. "several" is a refusal, never a choice. */
export type FoundPerson = { kind: "one"; user: IdentityUser } | { kind: "none" } | { kind: "several" };

export interface AccessAsk {
  userId: string;
  accountId: string;
  /** Its name or its ARN. */
  permissionSet: string;
}

/** IAM Identity Center: people, groups and who may enter which account. Every call rejects with a `Problem` when it could not find out. */
export interface IdentityCenter {
  /** Looked up as user name and as email; two different people found that way are "several". */
  findByEmail(email: string): Promise<FoundPerson>;
  userById(id: string): Promise<IdentityUser | undefined>;
  /** Display names, read afresh at each call. */
  groupsOf(userId: string): Promise<readonly string[]>;
  /** Rejects when no group has this name: a wrong name in the configuration must not look like an empty group. */
  membersOf(groupName: string): Promise<readonly IdentityUser[]>;
  /** True when the assignment exists, given directly or through a group. */
  hasAccess(ask: AccessAsk): Promise<boolean>;
}

import type { Person, WithheldRole } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import { includesRole, type Role, roles } from "../domain/role.ts";
import type { KnownIdentity } from "./identity-of.ts";
import type { IdentityRules } from "./identity-rules.ts";

type Held = Pick<Person, "role" | "held" | "withheld">;

const highest = (held: readonly Role[]): Role | undefined =>
  held.reduce<Role | undefined>((best, role) => (best && includesRole(best, role) ? best : role), undefined);

const reasonFor = (role: Role, by: KnownIdentity["by"], slackId: string): string =>
  by === "suspended"
    ? `Your groups make you ${role}, but your Slack email is not the one your link was made with, so the link is suspended. Ask whoever runs this bot to check it and correct the link for ${slackId}.`
    : `Your groups make you ${role}, but an email address alone never gives that role. Ask whoever runs this bot to link your Slack account ${slackId} to your Identity Center user.`;

/**
 * What somebody's groups make them. Each role includes `user`. Without a link that holds, an email gives `user` at most,
 * unless the rules say that an email is enough; what is held back is named with its reason.
 */
export const rolesOf = (
  rules: Pick<IdentityRules, "groups" | "elevated">,
  groups: readonly string[],
  by: KnownIdentity["by"],
  slackId: string,
): Held => {
  const given = roles.filter((role) => rules.groups[role].some((group) => groups.includes(group)));
  const top = highest(given);
  if (top === undefined) {
    throw new Problem("no-role", "You are in none of the groups that may use the Innovation Sandbox.", {
      next: `Ask an admin to add you to ${rules.groups.user[0] ?? "the users group"}.`,
    });
  }
  const honoured = by === "link" || (by === "email" && rules.elevated === "email");
  if (honoured || top === "user") {
    return { role: top, held: roles.filter((role) => role === "user" || given.includes(role)) };
  }
  const withheld: WithheldRole = { role: top, reason: reasonFor(top, by, slackId) };
  return { role: "user", held: ["user"], withheld };
};

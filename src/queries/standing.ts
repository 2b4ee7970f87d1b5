import type { SlackProfile } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import type { IdentityRules } from "./identity-rules.ts";

const ownAccount = "Use an ordinary account of the organisation that runs this bot.";

const refusals: Readonly<Record<Exclude<SlackProfile["standing"], "member">, string>> = {
  guest: "Guests of this workspace cannot use this bot.",
  stranger: "People of other organisations cannot use this bot.",
  deactivated: "This Slack account is deactivated.",
  bot: "Other bots cannot use this bot.",
};

const wrongWorkspace = (): Problem =>
  new Problem("wrong-workspace", "This bot does not serve the workspace this came from.", { next: ownAccount });

type Rules = Pick<IdentityRules, "teamId" | "enterpriseId">;

/** Refuses deliveries from a workspace or enterprise that is not the configured one. */
export const insistOnWorkspace = (rules: Rules, teamId: string, enterpriseId: string | undefined): void => {
  if (teamId !== rules.teamId) throw wrongWorkspace();
  if (rules.enterpriseId !== undefined && enterpriseId !== rules.enterpriseId) throw wrongWorkspace();
};

/** Refuses everybody who is not a full, active member of the configured workspace or enterprise. */
export const insistOnMember = (rules: Rules, profile: SlackProfile): void => {
  const sameEnterprise = rules.enterpriseId !== undefined && profile.enterpriseId === rules.enterpriseId;
  const ours = profile.teamId === rules.teamId || sameEnterprise;
  const standing = profile.standing === "member" && !ours ? "stranger" : profile.standing;
  if (standing !== "member") throw new Problem("not-a-member", refusals[standing], { next: ownAccount });
};

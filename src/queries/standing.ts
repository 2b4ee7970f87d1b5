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

/** The same of somebody whom the asker named. */
const namedRefusals: typeof refusals = {
  guest: "The person you named is a guest of this workspace, and guests get no sandbox.",
  stranger: "The person you named is of another organisation, and gets no sandbox here.",
  deactivated: "The Slack account you named is deactivated.",
  bot: "You named a bot, and bots get no sandbox.",
};

/** Refuses everybody who is not a full, active member of the configured workspace or enterprise. */
export const insistOnMember = (rules: Rules, profile: SlackProfile, of: "asker" | "named" = "asker"): void => {
  const sameEnterprise = rules.enterpriseId !== undefined && profile.enterpriseId === rules.enterpriseId;
  const ours = profile.teamId === rules.teamId || sameEnterprise;
  const standing = profile.standing === "member" && !ours ? "stranger" : profile.standing;
  if (standing === "member") return;
  throw of === "asker"
    ? new Problem("not-a-member", refusals[standing], { next: ownAccount })
    : new Problem("not-a-member", namedRefusals[standing], { next: "Name somebody of your own organisation." });
};

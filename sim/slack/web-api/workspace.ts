import { textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { domainOf } from "../workspace.ts";
import type { Call, Methods } from "./method.ts";

/** Who one is, and where. */
export const workspace: Methods = {
  "auth.test": { tier: "special", token: "any", run: authTest },
  "team.info": { scope: "team:read", tier: 3, run: teamInfo },
  "bots.info": { scope: "users:read", tier: 3, run: botInfo },
};

function authTest({ parts }: Call) {
  const { workspace: own, url } = parts;
  return {
    url: `${url}/`,
    team: own.teamName,
    user: own.botName,
    team_id: own.teamId,
    user_id: own.botUserId,
    bot_id: own.botId,
    is_enterprise_install: false,
  };
}

function teamInfo({ parts, params }: Call) {
  const { workspace: own } = parts;
  const asked = textOf(params.team) || own.teamId;
  if (asked !== own.teamId) throw new SlackError("team_not_found");
  return { team: { id: own.teamId, name: own.teamName, domain: domainOf(own), email_domain: "", icon: {} } };
}

function botInfo({ parts, params }: Call) {
  const { workspace: own } = parts;
  const asked = textOf(params.bot) || own.botId;
  if (asked !== own.botId) throw new SlackError("bot_not_found");
  return {
    bot: { id: own.botId, deleted: false, name: own.botName, app_id: own.appId, user_id: own.botUserId, icons: {} },
  };
}

import { flagOf, type Json, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { domainOf } from "../workspace.ts";
import type { Call, Methods } from "./method.ts";

/** Who one is, and where. */
export const workspace: Methods = {
  "api.test": { tier: 4, token: "none", errors: ["my_error"], run: apiTest },
  "auth.test": { tier: "special", token: "any", errors: [], run: authTest },
  "auth.revoke": { tier: 3, errors: [], run: authRevoke },
  "team.info": { scopes: ["team:read"], tier: 3, errors: ["team_not_found"], run: teamInfo },
  "bots.info": { scopes: ["users:read"], tier: 3, errors: ["bot_not_found"], run: botInfo },
  "emoji.list": { scopes: ["emoji:read"], tier: 2, errors: [], run: emojiList },
};

/** Says back what came, and fails with any code one asks for. */
function apiTest({ params }: Call): Json {
  const error = textOf(params.error);
  const args = Object.keys(params).length > 0 ? { args: params } : {};
  if (error !== "") throw new SlackError(error, args);
  return args;
}

function authTest({ parts }: Call): Json {
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

/** The bot's token is good for nothing afterwards, until the workspace is reset. */
function authRevoke({ parts, params }: Call): Json {
  if (flagOf(params.test)) return { revoked: false };
  parts.revoked.add(parts.workspace.botToken);
  return { revoked: true };
}

function teamInfo({ parts, params }: Call): Json {
  const { workspace: own } = parts;
  const asked = textOf(params.team) || own.teamId;
  if (asked !== own.teamId) throw new SlackError("team_not_found");
  return { team: { id: own.teamId, name: own.teamName, domain: domainOf(own), email_domain: "", icon: {} } };
}

function botInfo({ parts, params }: Call): Json {
  const { workspace: own } = parts;
  const asked = textOf(params.bot) || own.botId;
  if (asked !== own.botId) throw new SlackError("bot_not_found");
  return {
    bot: { id: own.botId, deleted: false, name: own.botName, app_id: own.appId, user_id: own.botUserId, icons: {} },
  };
}

/** The workspace has no emoji of its own. */
function emojiList({ parts }: Call): Json {
  return { emoji: {}, cache_ts: (parts.wall.now() / 1000).toFixed(6) };
}

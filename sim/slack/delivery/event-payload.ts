import type { Json } from "../json.ts";
import { newId } from "../tokens.ts";
import type { Workspace } from "../workspace.ts";

/** What every event comes in (docs.slack.dev/apis/events-api, "callback field"). */
export function eventPayload(workspace: Workspace, event: Json, isShared: boolean, nowSeconds: number): Json {
  return {
    token: "verification-token-of-the-estate",
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    context_enterprise_id: null,
    api_app_id: workspace.appId,
    event,
    type: "event_callback",
    event_id: newId("Ev0"),
    event_time: nowSeconds,
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: newId("4-", 24),
  };
}

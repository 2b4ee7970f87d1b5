import type { Channel } from "../channels.ts";
import { userName } from "../directory.ts";
import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { domainOf, type SlackPerson } from "../workspace.ts";
import { ActError } from "./act-error.ts";

/** The person named by Slack id or email. Throws `user_not_found`. */
export function findPerson(parts: Parts, idOrEmail: string): SlackPerson {
  const person = parts.directory.findById(idOrEmail) ?? parts.directory.findByEmail(idOrEmail);
  if (person === undefined) throw new ActError("user_not_found", 404);
  return person;
}

/** A channel the person is in. Throws `channel_not_found` (404) and `not_in_channel` (403). */
export function findJoined(parts: Parts, person: SlackPerson, idOrName: string): Channel {
  const channel = parts.channels.find(idOrName);
  if (channel === undefined) throw new ActError("channel_not_found", 404);
  if (!channel.members.has(person.slackId)) throw new ActError("not_in_channel", 403);
  return channel;
}

/** How payloads call a channel: real names only for channels the whole workspace may know. */
export function channelName(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  return channel.kind === "private" ? "privategroup" : channel.name;
}

/** The fields every interaction payload has. `user.team_id` is the person's own workspace, `team` the app's. */
export function interactionFrame(parts: Parts, person: SlackPerson): Json {
  const { workspace, directory } = parts;
  const name = userName(person);
  return {
    user: { id: person.slackId, username: name, name, team_id: directory.teamOf(person) },
    team: { id: workspace.teamId, domain: domainOf(workspace) },
    api_app_id: workspace.appId,
    token: "verification-token-of-the-estate",
    enterprise: null,
    is_enterprise_install: false,
  };
}

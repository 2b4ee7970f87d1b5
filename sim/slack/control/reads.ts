import type { Channel } from "../channels.ts";
import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "../person/act-error.ts";
import { findPerson } from "../person/actor.ts";
import { domainOf } from "../workspace.ts";

/** A channel's messages, oldest first, whole; with a person also what only they see. */
export function readMessages(parts: Parts, idOrName: string, user: string | undefined): { messages: Json[] } {
  const channel = parts.channels.find(idOrName);
  if (channel === undefined) throw new ActError("channel_not_found", 404);
  const person = user === undefined ? undefined : findPerson(parts, user);
  if (person !== undefined && channel.kind !== "public" && !channel.members.has(person.slackId)) {
    throw new ActError("not_in_channel", 403);
  }
  const seen = parts.messages
    .list(channel.id)
    .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === person?.slackId);
  return { messages: seen.map(({ wire }) => wire) };
}

/** A person's modals, the top one last, and their Home tab. */
export function readViews(parts: Parts, user: string): { views: readonly Json[]; home: Json | null } {
  const { slackId } = findPerson(parts, user);
  return { views: parts.views.stack(slackId), home: parts.views.home(slackId) ?? null };
}

/** Who and what there is, without any credential. */
export function readState(parts: Parts, connections: number): Json {
  const { workspace, manifest, directory, channels, limits, began } = parts;
  return {
    workspace: { id: workspace.teamId, name: workspace.teamName, domain: domainOf(workspace), began },
    app: {
      id: workspace.appId,
      name: manifest.appName || workspace.botName,
      bot_id: workspace.botId,
      bot_user_id: workspace.botUserId,
      connections,
    },
    limits: { enabled: limits.enabled },
    users: [...directory.all().map((person) => directory.toUser(person, true)), directory.botUser()],
    channels: channels.all().map(toEntry),
    commands: manifest.commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usage_hint: usageHint,
    })),
  };
}

function toEntry(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_im: channel.kind === "im",
    is_private: channel.kind === "private",
    is_shared: channel.shared,
    members: [...channel.members],
    ...(channel.user === undefined ? {} : { user: channel.user }),
  };
}

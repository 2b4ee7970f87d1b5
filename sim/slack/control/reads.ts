import type { Channel } from "../channels.ts";
import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "../person/act-error.ts";
import { findPerson } from "../person/actor.ts";
import { domainOf } from "../workspace.ts";

/** A channel's messages, oldest first, whole; with a person also what only they see; and what an assistant says of its threads. */
export function readMessages(
  parts: Parts,
  idOrName: string,
  user: string | undefined,
): { messages: Json[]; assistant?: Json[] } {
  const channel = parts.channels.find(idOrName);
  if (channel === undefined) throw new ActError("channel_not_found", 404);
  const person = user === undefined ? undefined : findPerson(parts, user);
  if (person !== undefined && channel.kind !== "public" && !channel.members.has(person.slackId)) {
    throw new ActError("not_in_channel", 403);
  }
  const seen = parts.messages
    .list(channel.id)
    .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === person?.slackId);
  const assistant = parts.assistantThreads.of(channel.id);
  return { messages: seen.map(({ wire }) => wire), ...(assistant.length > 0 ? { assistant } : {}) };
}

/** A person's modals, the top one last, and their Home tab. */
export function readViews(parts: Parts, user: string): { views: readonly Json[]; home: Json | null } {
  const { slackId } = findPerson(parts, user);
  return { views: parts.views.stack(slackId), home: parts.views.home(slackId) ?? null };
}

/** How a workflow step went. */
export function readStep(parts: Parts, id: string): Json {
  const execution = parts.executions.find(id);
  if (execution === undefined) throw new ActError("step_not_found", 404);
  return { ok: true, callback_id: execution.callbackId, ...execution.state };
}

/** Who and what there is, without any credential. */
export function readState(parts: Parts, connections: number): Json {
  const { workspace, manifest, directory, channels, limits, began, history } = parts;
  return {
    workspace: { id: workspace.teamId, name: workspace.teamName, domain: domainOf(workspace), began, history },
    app: {
      id: workspace.appId,
      name: manifest.appName || workspace.botName,
      bot_id: workspace.botId,
      bot_user_id: workspace.botUserId,
      connections,
      home_tab: manifest.homeTab,
      messages_tab: manifest.messagesTab,
    },
    limits: { enabled: limits.enabled },
    users: [...directory.all().map((person) => directory.toUser(person, true)), directory.botUser()],
    channels: channels.all().map(toEntry),
    commands: manifest.commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usage_hint: usageHint,
    })),
    shortcuts: manifest.shortcuts.map(({ name, callbackId, description, type }) => ({
      name,
      callback_id: callbackId,
      description,
      type,
    })),
    steps: manifest.functions.map(({ callbackId, title, description, inputs }) => ({
      callback_id: callbackId,
      title,
      description,
      inputs,
    })),
  };
}

function toEntry(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_im: channel.kind === "im",
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind === "private",
    is_archived: channel.archived,
    is_shared: channel.shared,
    topic: channel.topic,
    purpose: channel.purpose,
    members: [...channel.members],
    ...(channel.user === undefined ? {} : { user: channel.user }),
  };
}

import type { Channel } from "../channels.ts";
import { type Content, isEmpty, readContent } from "../content.ts";
import type { Ack } from "../delivery/transport.ts";
import { userName } from "../directory.ts";
import { isObject } from "../json.ts";
import type { Parts } from "../parts.ts";
import { postAsApp, postPrivately, tellAsSlack } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { domainOf, type SlackPerson } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { channelName, findJoined, findPerson } from "./actor.ts";
import { findSeen } from "./seen.ts";
import { escapeTyped, withMentions } from "./typed-text.ts";

/** What came of a person's act. */
export interface ActResult {
  ok: boolean;
  /** Real ms until the app acknowledged, or until Slack gave up. */
  ackMs: number;
  /** Names this delivery for sending it again. */
  delivery: string;
  /** The delivery's trigger id, by which an app can tell requests apart. */
  triggerId?: string;
  error?: string;
}

/**
 * A person types a slash command. Waits for the acknowledgement or the time-out. Throws `unknown_command` (404),
 * `not_supported_in_threads`; the person is told.
 */
export async function typeCommand(
  parts: Parts,
  typed: { channel: string; user: string; command: string; text: string; thread_ts?: string },
): Promise<ActResult> {
  const person = findPerson(parts, typed.user);
  const channel = findJoined(parts, person, typed.channel);
  const entry = parts.manifest.commands.find(({ command }) => command === typed.command);
  if (entry === undefined) {
    tellAsSlack(parts, { channel }, person.slackId, noSuchCommand(typed.command));
    throw new ActError("unknown_command", 404);
  }
  if (typed.thread_ts !== undefined) {
    const { wire } = findSeen(parts, channel, typed.thread_ts);
    tellAsSlack(parts, { channel, threadTs: wire.ts }, person.slackId, notInThreads(typed.command));
    throw new ActError("not_supported_in_threads");
  }
  const text = escapeTyped(entry.escapes ? withMentions(parts, typed.text, true) : typed.text);
  const payload = payloadOf(parts, person, channel, typed.command, text);
  const { began } = parts;
  const ack = await parts.delivery.send("slash_commands", payload);
  const error = ack.ok ? showAck(parts, channel, person, ack) : ack.error;
  // A workspace that began again meanwhile knows nothing of the command.
  if (error !== undefined && parts.began === began) {
    tellAsSlack(parts, { channel }, person.slackId, sentenceOf(typed.command, error));
  }
  return {
    ok: error === undefined,
    ackMs: ack.ackMs,
    delivery: ack.delivery,
    triggerId: payload.trigger_id,
    ...(error === undefined ? {} : { error }),
  };
}

/**
 * What Slack tells the person: an app that was silent "did not respond" (seen in dgurkaynak/slack-poker-planner#89),
 * every other failure is named (slackapi/bolt-python#951, Netflix/dispatch#495).
 */
function sentenceOf(command: string, error: string): string {
  if (error !== "operation_timeout") return `${command} failed with the error "${error}"`;
  return `${command} failed because the app did not respond. Please try again or contact the app developer.`;
}

/** Seen in nearform/lastlight#119 and samknight/slack_applescript#33. */
const noSuchCommand = (command: string) =>
  `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.\n\nIf you are trying to send a message and not run a command, try preceding the “/” with an empty space.`;

/** Seen in slackapi/bolt-python#873 and samknight/slack_applescript#13. */
const notInThreads = (command: string) => `${command} is not supported in threads. Sorry!`;

/** docs.slack.dev/interactivity/implementing-slash-commands, field by field. */
function payloadOf(parts: Parts, person: SlackPerson, channel: Channel, command: string, text: string) {
  const { workspace, directory } = parts;
  return {
    token: "verification-token-of-the-estate",
    team_id: directory.teamOf(person),
    team_domain: person.external === true ? "partner" : domainOf(workspace),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.slackId,
    user_name: userName(person),
    command,
    text,
    api_app_id: workspace.appId,
    is_enterprise_install: "false",
    response_url: parts.responseUrls.issue({ channelId: channel.id, userId: person.slackId }),
    trigger_id: parts.triggers.issue({ userId: person.slackId }),
  };
}

/** Shows what the app acknowledged with; an answer Slack cannot show is the app's error. */
function showAck(
  parts: Parts,
  channel: Channel,
  person: SlackPerson,
  ack: Extract<Ack, { ok: true }>,
): string | undefined {
  const body = typeof ack.body === "string" ? { text: ack.body } : ack.body;
  if (!isObject(body)) return undefined;
  let content: Content;
  try {
    content = readContent(body);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    parts.traffic.add({ dir: "in", kind: "ack", summary: "refused ack", payload: error.extra, error: error.code });
    return "invalid_command_response";
  }
  if (isEmpty(content)) return undefined;
  if (body.response_type === "in_channel") postAsApp(parts, { channel }, content);
  else postPrivately(parts, { channel }, person.slackId, content);
  return undefined;
}

import { elementsOf } from "../block-ids.ts";
import { isObject, type Json, objectsOf, textOf } from "../json.ts";
import { blocksOf } from "../messages.ts";
import type { Parts } from "../parts.ts";
import { complaintsOf, toLine } from "../validate/complaints.ts";
import { limits } from "../validate/limits.ts";
import { optionGroups, options } from "../validate/schemas/compositions.ts";
import { ActError } from "./act-error.ts";
import { channelName, findJoined, findPerson, interactionFrame } from "./actor.ts";

/** What the person sees in the open menu. */
export interface OptionsResult {
  ok: boolean;
  options?: Json[];
  option_groups?: Json[];
  error?: string;
}

/** Slack asks the app only from so many characters on, unless the element says otherwise. */
const defaultMinQueryLength = 3;

/** A person types into an external select: the app is asked for options, and its answer judged. */
export async function askOptions(
  parts: Parts,
  asked: {
    user: string;
    viewId?: string;
    channel?: string;
    messageTs?: string;
    block_id: string;
    action_id: string;
    value: string;
  },
): Promise<OptionsResult> {
  const person = findPerson(parts, asked.user);
  const where = asked.viewId === undefined ? inMessage() : inView(asked.viewId);
  const placed = elementsOf(where.blocks).find(
    ({ block, element }) => block.block_id === asked.block_id && element.action_id === asked.action_id,
  );
  if (placed === undefined || !textOf(placed.element.type).endsWith("external_select")) {
    throw new ActError("element_not_found", 404);
  }
  const least =
    typeof placed.element.min_query_length === "number" ? placed.element.min_query_length : defaultMinQueryLength;
  if (asked.value.length < least) return { ok: true, options: [] };
  const payload = {
    type: "block_suggestion",
    ...interactionFrame(parts, person),
    container: where.container,
    action_id: asked.action_id,
    block_id: asked.block_id,
    value: asked.value,
    ...where.extra,
  };
  const ack = await parts.delivery.send("interactive", payload);
  return ack.ok ? judge(parts, ack.body) : { ok: false, error: ack.error };

  function inView(viewId: string) {
    const found = parts.views.find(viewId);
    if (found === undefined || found.userId !== person.slackId) throw new ActError("view_not_found", 404);
    const { view } = found;
    return { blocks: objectsOf(view.blocks), container: { type: "view", view_id: view.id }, extra: { view } };
  }

  function inMessage() {
    const channel = findJoined(parts, person, textOf(asked.channel));
    const message = parts.messages.find(channel.id, textOf(asked.messageTs));
    if (message === undefined || (message.onlyFor !== undefined && message.onlyFor !== person.slackId)) {
      throw new ActError("message_not_found", 404);
    }
    const isPrivate = message.onlyFor !== undefined;
    return {
      blocks: blocksOf(message),
      container: {
        type: "message",
        message_ts: message.wire.ts,
        channel_id: channel.id,
        is_ephemeral: isPrivate,
      } as Json,
      extra: {
        channel: { id: channel.id, name: channelName(channel) },
        ...(isPrivate ? {} : { message: message.wire }),
      } as Json,
    };
  }
}

/** Too many options, or options that are none, show as an error in Slack's menu. */
function judge(parts: Parts, body: unknown): OptionsResult {
  if (!isObject(body)) return { ok: false, error: "invalid_options" };
  const grouped = body.option_groups !== undefined;
  const sent = grouped ? body.option_groups : body.options;
  if (Array.isArray(sent) && sent.length === 0) return { ok: true, options: [] };
  const complaints = grouped
    ? complaintsOf(optionGroups, sent, "/option_groups")
    : complaintsOf(options, sent, "/options");
  if (complaints.length > 0) {
    const lines = complaints.map(toLine);
    parts.traffic.add({
      dir: "in",
      kind: "ack",
      summary: `refused options (at most ${limits.options})`,
      payload: lines,
      error: "invalid_options",
    });
    return { ok: false, error: "invalid_options" };
  }
  return { ok: true, [grouped ? "option_groups" : "options"]: objectsOf(sent) };
}

import { elementsOf, type Placed } from "../block-ids.ts";
import { statefulElements, stateOf, valueObject } from "../element-state.ts";
import { type Json, objectOf, objectsOf, textOf } from "../json.ts";
import { blocksOf } from "../messages.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";
import { channelName, findJoined, findPerson, interactionFrame } from "./actor.ts";
import type { ActResult } from "./command.ts";
import { withFiles } from "./upload.ts";

/** What a person did to an element: which one, and what is chosen or typed in it now. */
export type Action = Json;

/** What Slack repeats of an element in the action about it (`BlockElementAction` in @slack/bolt 5.1.0). */
const repeated = [
  "text",
  "value",
  "style",
  "placeholder",
  "url",
  "icon",
  "confirm",
  "min_query_length",
  "initial_option",
  "initial_options",
  "initial_user",
  "initial_users",
  "initial_conversation",
  "initial_conversations",
  "initial_channel",
  "initial_channels",
  "initial_date",
  "initial_time",
  "initial_date_time",
] as const;

/** A person uses an element of a message. `values` are what else they have entered in it, if anything. */
export async function clickInMessage(
  parts: Parts,
  click: { channel: string; messageTs: string; user: string; action: Action; values?: unknown },
): Promise<ActResult> {
  const person = findPerson(parts, click.user);
  const channel = findJoined(parts, person, click.channel);
  const message = parts.messages.find(channel.id, click.messageTs);
  if (message === undefined || (message.onlyFor !== undefined && message.onlyFor !== person.slackId)) {
    throw new ActError("message_not_found", 404);
  }
  const blocks = blocksOf(message);
  const placed = findElement(blocks, click.action, person.slackId);
  const isPrivate = message.onlyFor !== undefined;
  const threadTs = typeof message.wire.thread_ts === "string" ? message.wire.thread_ts : undefined;
  const target = { channelId: channel.id, userId: person.slackId, messageTs: message.wire.ts };
  const payload = {
    type: "block_actions",
    ...interactionFrame(parts, person),
    container: {
      type: "message",
      message_ts: message.wire.ts,
      channel_id: channel.id,
      is_ephemeral: isPrivate,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    trigger_id: parts.triggers.issue({ userId: person.slackId }),
    channel: { id: channel.id, name: channelName(channel) },
    // Slack does not send the contents of private messages back.
    ...(isPrivate ? {} : { message: message.wire }),
    state: { values: stateOf(blocks, entered(placed, click.action, click.values)) },
    response_url: parts.responseUrls.issue(target),
    actions: [toAction(parts, placed, click.action)],
  };
  return send(parts, person.slackId, payload);
}

/** A person uses an element of a modal or of the Home tab. */
export async function clickInView(
  parts: Parts,
  click: { viewId: string; user: string; action: Action; values?: unknown },
): Promise<ActResult> {
  const person = findPerson(parts, click.user);
  const found = parts.views.find(click.viewId);
  if (found === undefined || found.userId !== person.slackId) throw new ActError("view_not_found", 404);
  const blocks = objectsOf(found.view.blocks);
  const placed = findElement(blocks, click.action, person.slackId);
  const known = { ...objectOf(objectOf(found.view.state).values), ...objectOf(click.values) };
  parts.views.enter(found.view.id, withFiles(parts, person, stateOf(blocks, entered(placed, click.action, known))));
  const view = parts.views.find(found.view.id)?.view ?? found.view;
  const payload = {
    type: "block_actions",
    ...interactionFrame(parts, person),
    container: { type: "view", view_id: view.id },
    trigger_id: parts.triggers.issue({ userId: person.slackId, viewId: view.id }),
    view,
    actions: [toAction(parts, placed, click.action)],
  };
  return send(parts, person.slackId, payload);
}

async function send(parts: Parts, userId: string, payload: Json): Promise<ActResult> {
  const ack = await parts.delivery.send("interactive", payload);
  const { ackMs, delivery } = ack;
  if (ack.ok) return { ok: true, ackMs, delivery };
  parts.changes.tellOnly(userId, { type: "notice", text: `${parts.workspace.botName} did not respond in time` });
  return { ok: false, ackMs, delivery, error: ack.error };
}

/** The element the person used; it must really stand there, and be shown to them. */
function findElement(blocks: readonly Json[], action: Action, userId: string): Placed {
  const blockId = textOf(action.block_id);
  const placed = elementsOf(blocks).find(
    ({ block, element }) =>
      element.action_id === action.action_id &&
      (blockId === "" || block.block_id === blockId) &&
      (action.type === undefined || element.type === action.type) &&
      (!Array.isArray(element.visible_to_user_ids) || element.visible_to_user_ids.includes(userId)),
  );
  if (placed === undefined) throw new ActError("element_not_found", 404);
  return placed;
}

/** A button's value comes from the message, never from the click; a choice must be among the options. */
function toAction(parts: Parts, { block, element }: Placed, action: Action): Json {
  const frame = {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    action_ts: (parts.wall.now() / 1000).toFixed(6),
  };
  if (element.type === "feedback_buttons") return { ...frame, ...chosenButton(element, action) };
  const chosen = chosenOptions(action);
  const offered = objectsOf(element.options).concat(
    objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  );
  if (offered.length > 0 && chosen.some((option) => !offered.some((each) => each.value === option.value))) {
    throw new ActError("option_not_found", 404);
  }
  const copied = Object.fromEntries(repeated.flatMap((key) => (key in element ? [[key, element[key]]] : [])));
  if (element.type === "overflow") return { ...frame, ...copied, selected_option: action.selected_option ?? null };
  const field = statefulElements[textOf(element.type)]?.field;
  return { ...frame, ...copied, ...(field === undefined ? {} : valueObject(element, action[field])) };
}

/** Which of the two feedback buttons it was, in the app's own words. */
function chosenButton(element: Json, action: Action): Json {
  const buttons = [objectOf(element.positive_button), objectOf(element.negative_button)];
  const chosen = buttons.find((button) => button.value === action.value);
  if (chosen === undefined) throw new ActError("option_not_found", 404);
  return { text: chosen.text, value: chosen.value };
}

function chosenOptions(action: Action): Json[] {
  return [...objectsOf([action.selected_option]), ...objectsOf(action.selected_options)];
}

/** What the person has entered, this very action included. */
function entered({ block, element }: Placed, action: Action, known: unknown): Json {
  const rule = statefulElements[textOf(element.type)];
  if (rule === undefined) return objectOf(known);
  const blockId = textOf(block.block_id);
  const before = objectOf(objectOf(known)[blockId]);
  const now = valueObject(element, action[rule.field]);
  return { ...objectOf(known), [blockId]: { ...before, [textOf(element.action_id)]: now } };
}

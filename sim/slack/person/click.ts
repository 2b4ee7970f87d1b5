import { elementsOf, type Placed } from "../block-ids.ts";
import { statefulElements, stateOf } from "../element-state.ts";
import { type Json, objectOf, objectsOf, textOf } from "../json.ts";
import { blocksOf } from "../messages.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";
import { channelName, findJoined, findPerson, interactionFrame } from "./actor.ts";
import type { ActResult } from "./command.ts";

/** What a person did to an element: which one, and what is chosen or typed in it now. */
export type Action = Json;

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
  const placed = findElement(blocks, click.action);
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
  const placed = findElement(objectsOf(found.view.blocks), click.action);
  const known = { ...objectOf(objectOf(found.view.state).values), ...objectOf(click.values) };
  parts.views.enter(found.view.id, entered(placed, click.action, known));
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

/** The element the person used; it must really stand there. */
function findElement(blocks: readonly Json[], action: Action): Placed {
  const blockId = textOf(action.block_id);
  const placed = elementsOf(blocks).find(
    ({ block, element }) =>
      element.action_id === action.action_id &&
      (blockId === "" || block.block_id === blockId) &&
      (action.type === undefined || element.type === action.type),
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
  const copied = Object.fromEntries(
    ["text", "value", "style", "placeholder", "url", "icon"].flatMap((key) =>
      key in element ? [[key, element[key]]] : [],
    ),
  );
  const chosen = chosenOptions(action);
  const offered = objectsOf(element.options).concat(
    objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  );
  if (offered.length > 0 && chosen.some((option) => !offered.some((each) => each.value === option.value))) {
    throw new ActError("option_not_found", 404);
  }
  const field = element.type === "overflow" ? "selected_option" : statefulElements[textOf(element.type)]?.field;
  if (element.type === "feedback_buttons") return { ...frame, value: action.value };
  return { ...frame, ...copied, ...(field === undefined ? {} : { [field]: action[field] ?? null }) };
}

function chosenOptions(action: Action): Json[] {
  return [...objectsOf([action.selected_option]), ...objectsOf(action.selected_options)];
}

/** What the person has entered, this very action included. */
function entered({ block, element }: Placed, action: Action, known: unknown): Json {
  const rule = statefulElements[textOf(element.type)];
  if (rule === undefined) return objectOf(known);
  const blockId = textOf(block.block_id);
  const value = { type: element.type, [rule.field]: action[rule.field] ?? rule.empty };
  const before = objectOf(objectOf(known)[blockId]);
  return { ...objectOf(known), [blockId]: { ...before, [textOf(element.action_id)]: value } };
}

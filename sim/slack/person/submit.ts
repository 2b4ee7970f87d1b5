import { type StateValues, stateOf } from "../element-state.ts";
import { isObject, type Json, objectOf, objectsOf, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { View } from "../views.ts";
import { readView, refuseTakenExternalId } from "../web-api/views.ts";
import { ActError } from "./act-error.ts";
import { findPerson, interactionFrame } from "./actor.ts";
import { formErrors, inputsOf } from "./form-check.ts";
import { withFiles } from "./upload.ts";

/** What came of pressing a modal's button. */
export interface SubmitResult {
  ok: boolean;
  response_action?: string;
  /** Sentences by block id. */
  errors?: Record<string, string>;
  error?: string;
  ackMs?: number;
  delivery?: string;
  /** The delivery's trigger id; absent when nothing was delivered. */
  triggerId?: string;
}

/**
 * A person submits a modal with these `state.values`. Throws `view_not_found` (404) for one that is not on top,
 * `submission_under_way` (409) while it is being sent: Slack's button is dead until the app has answered.
 */
export async function submitView(
  parts: Parts,
  sent: { user: string; viewId: string; values: unknown },
): Promise<SubmitResult> {
  const person = findPerson(parts, sent.user);
  const top = parts.views.stack(person.slackId).at(-1);
  if (top === undefined || top.id !== sent.viewId) throw new ActError("view_not_found", 404);
  const blocks = objectsOf(top.blocks);
  const entered = stateOf(blocks, { ...objectOf(objectOf(top.state).values), ...objectOf(sent.values) });
  const values = withFiles(parts, person, entered);
  parts.views.enter(top.id, values);
  const held = formErrors(blocks, values);
  if (Object.keys(held).length > 0) return { ok: false, error: "incomplete", errors: held };
  if (!parts.views.hold(top.id)) throw new ActError("submission_under_way", 409);
  const triggerId = parts.triggers.issue({ userId: person.slackId, viewId: top.id });
  const payload = {
    type: "view_submission",
    ...interactionFrame(parts, person),
    trigger_id: triggerId,
    view: parts.views.find(top.id)?.view ?? top,
    response_urls: responseUrls(parts, person.slackId, blocks, values),
  };
  const ack = await parts.delivery.send("interactive", payload).finally(() => parts.views.release(top.id));
  const sentAs = { ackMs: ack.ackMs, delivery: ack.delivery, triggerId };
  if (!ack.ok) return { ...trouble(ack.error), ...sentAs };
  return { ...follow(parts, person.slackId, top, ack.body), ...sentAs };
}

/** An address per conversation that was chosen where the app asked for one (`response_url_enabled`; `ViewResponseUrl` in @slack/bolt 5.1.0). */
function responseUrls(parts: Parts, userId: string, blocks: readonly Json[], values: StateValues): Json[] {
  return inputsOf(blocks).flatMap(({ block_id, element }) => {
    const { action_id, response_url_enabled } = objectOf(element);
    const value = values[textOf(block_id)]?.[textOf(action_id)];
    const channelId = textOf(value?.selected_conversation ?? value?.selected_channel);
    if (response_url_enabled !== true || channelId === "") return [];
    return [
      { block_id, action_id, channel_id: channelId, response_url: parts.responseUrls.issue({ channelId, userId }) },
    ];
  });
}

/**
 * Does what the acknowledgement says, to the modal that was sent; none closes it (docs.slack.dev/surfaces/modals).
 * What the person or the app has put there since stays as it is.
 */
function follow(parts: Parts, userId: string, view: View, body: unknown): SubmitResult {
  const action = isObject(body) ? textOf(body.response_action) : "";
  const answer = objectOf(body);
  const stack = parts.views.stack(userId);
  const isOnTop = stack.at(-1)?.id === view.id;
  try {
    switch (action) {
      case "errors":
        return fieldErrors(view, answer.errors);
      case "update":
        parts.views.update(view.id, next(view.id));
        break;
      case "push": {
        const pushed = next();
        if (isOnTop && parts.views.push(userId, pushed) === undefined) return trouble("push_limit_reached");
        break;
      }
      case "clear":
        if (stack.some(({ id }) => id === view.id)) parts.views.clear(userId);
        break;
      case "":
        if (isOnTop) parts.views.pop(userId);
        break;
      default:
        return trouble("invalid_response_action");
    }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    parts.traffic.add({ dir: "in", kind: "ack", summary: "refused view", payload: error.extra, error: error.code });
    return trouble(error.code);
  }
  parts.changes.tellOnly(userId, { type: "views" });
  return action === "" ? { ok: true } : { ok: true, response_action: action };

  /** The view of the acknowledgement, judged as the methods judge theirs. */
  function next(ownId?: string): Json {
    const sent = readView(parts, answer.view, ["modal"]);
    refuseTakenExternalId(parts, sent, ownId);
    return sent;
  }
}

/** Errors must name input blocks of this view; Slack shows none of them otherwise. */
function fieldErrors(view: View, sent: unknown): SubmitResult {
  const inputs = new Set(inputsOf(objectsOf(view.blocks)).map((block) => block.block_id));
  const errors: Json = objectOf(sent);
  const ids = Object.keys(errors);
  if (ids.length === 0 || ids.some((id) => !inputs.has(id))) return trouble("invalid_errors");
  return {
    ok: true,
    response_action: "errors",
    errors: Object.fromEntries(ids.map((id) => [id, textOf(errors[id])])),
  };
}

/** The form stays; the person's page says so in it, in Slack's words. */
function trouble(error: string): SubmitResult {
  return { ok: false, error };
}

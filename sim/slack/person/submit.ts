import { stateOf } from "../element-state.ts";
import { isObject, type Json, objectOf, objectsOf, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { View } from "../views.ts";
import { readView } from "../web-api/views.ts";
import { ActError } from "./act-error.ts";
import { findPerson, interactionFrame } from "./actor.ts";
import { formErrors } from "./form-check.ts";

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

/** A person submits a modal with these `state.values`. */
export async function submitView(
  parts: Parts,
  sent: { user: string; viewId: string; values: unknown },
): Promise<SubmitResult> {
  const person = findPerson(parts, sent.user);
  const top = parts.views.stack(person.slackId).at(-1);
  if (top === undefined || top.id !== sent.viewId) throw new ActError("view_not_found", 404);
  const blocks = objectsOf(top.blocks);
  const values = stateOf(blocks, { ...objectOf(objectOf(top.state).values), ...objectOf(sent.values) });
  parts.views.enter(top.id, values);
  const held = formErrors(blocks, values);
  if (Object.keys(held).length > 0) return { ok: false, error: "incomplete", errors: held };
  const triggerId = parts.triggers.issue({ userId: person.slackId, viewId: top.id });
  const payload = {
    type: "view_submission",
    ...interactionFrame(parts, person),
    trigger_id: triggerId,
    view: parts.views.find(top.id)?.view ?? top,
    response_urls: [],
  };
  const ack = await parts.delivery.send("interactive", payload);
  const sentAs = { ackMs: ack.ackMs, delivery: ack.delivery, triggerId };
  if (!ack.ok) return { ...trouble(parts, person.slackId, ack.error), ...sentAs };
  return { ...follow(parts, person.slackId, top, ack.body), ...sentAs };
}

/** Does what the acknowledgement says; none closes the modal (docs.slack.dev/surfaces/modals). */
function follow(parts: Parts, userId: string, view: View, body: unknown): SubmitResult {
  const action = isObject(body) ? textOf(body.response_action) : "";
  const answer = objectOf(body);
  try {
    if (action === "errors") return fieldErrors(parts, userId, view, answer.errors);
    if (action === "update") parts.views.update(view.id, readView(answer.view, ["modal"]));
    else if (action === "push") {
      if (parts.views.push(userId, readView(answer.view, ["modal"])) === undefined) {
        return trouble(parts, userId, "push_limit_reached");
      }
    } else if (action === "clear") parts.views.clear(userId);
    else if (action === "") parts.views.pop(userId);
    else return trouble(parts, userId, "invalid_response_action");
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    parts.traffic.add({ dir: "in", kind: "ack", summary: "refused view", payload: error.extra, error: error.code });
    return trouble(parts, userId, error.code);
  }
  parts.changes.tellOnly(userId, { type: "views" });
  return action === "" ? { ok: true } : { ok: true, response_action: action };
}

/** Errors must name input blocks of this view; Slack shows none of them otherwise. */
function fieldErrors(parts: Parts, userId: string, view: View, sent: unknown): SubmitResult {
  const inputs = new Set(
    objectsOf(view.blocks)
      .filter((block) => block.type === "input")
      .map((block) => block.block_id),
  );
  const errors: Json = objectOf(sent);
  const ids = Object.keys(errors);
  if (ids.length === 0 || ids.some((id) => !inputs.has(id))) return trouble(parts, userId, "invalid_errors");
  return {
    ok: true,
    response_action: "errors",
    errors: Object.fromEntries(ids.map((id) => [id, textOf(errors[id])])),
  };
}

function trouble(parts: Parts, userId: string, error: string): SubmitResult {
  parts.changes.tellOnly(userId, { type: "notice", text: "We had some trouble connecting. Try again?" });
  return { ok: false, error };
}

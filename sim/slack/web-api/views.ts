import { type Json, objectOf, objectsOf, parseJson, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { Trigger } from "../triggers.ts";
import { partsOf } from "../validate/parts.ts";
import { throwWhenRefused } from "../validate/refusal.ts";
import { complaintsAboutView } from "../validate/views.ts";
import type { Call, Methods } from "./method.ts";
import { needScope } from "./scopes.ts";

const triggerErrors = ["invalid_trigger_id", "expired_trigger_id", "exchanged_trigger_id"];
const viewErrors = ["invalid_arguments", "view_too_large", "duplicate_external_id"];

/** The `views.*` methods. They need no scope of their own. */
export const views: Methods = {
  "views.open": { tier: 4, needs: ["view"], errors: [...viewErrors, ...triggerErrors], run: open },
  "views.push": {
    tier: 4,
    needs: ["view"],
    errors: [...viewErrors, ...triggerErrors, "push_limit_reached"],
    run: push,
  },
  "views.update": { tier: 4, needs: ["view"], errors: [...viewErrors, "not_found", "hash_conflict"], run: update },
  "views.publish": {
    tier: 4,
    needs: ["user_id", "view"],
    errors: ["invalid_arguments", "view_too_large", "user_not_found", "hash_conflict", "not_enabled"],
    run: publish,
  },
};

/**
 * Reads and judges a view. Throws `invalid_arguments` with what is wrong and where, and `missing_scope` for a file input
 * of an app without `files:read` (docs.slack.dev/reference/block-kit/block-elements/file-input-element; the page names
 * no code, this is the one of every missing scope).
 */
export function readView({ manifest }: Parts, value: unknown, allowed: readonly ("modal" | "home")[]): Json {
  const view = typeof value === "string" ? parseJson(value) : value;
  throwWhenRefused(complaintsAboutView(view, allowed), "invalid_arguments");
  const read = objectOf(view);
  const takesFiles = partsOf(objectsOf(read.blocks)).some(({ type }) => type === "file_input");
  if (takesFiles) needScope(manifest.scopes, ["files:read"]);
  return read;
}

function exchange({ parts, params }: Call): Trigger {
  const id = textOf(params.trigger_id) || textOf(params.interactivity_pointer);
  const trigger = parts.triggers.exchange(id);
  if ("error" in trigger) throw new SlackError(trigger.error);
  return trigger;
}

/** An `external_id` names one view of the workspace; `ownId` is the view that may keep it. Throws `duplicate_external_id`. */
export function refuseTakenExternalId(parts: Parts, view: Json, ownId?: string): void {
  const taken = textOf(view.external_id);
  if (taken === "") return;
  const holder = parts.views.find(taken);
  if (holder !== undefined && holder.view.id !== ownId) throw new SlackError("duplicate_external_id");
}

function open(call: Call): Json {
  const view = readView(call.parts, call.params.view, ["modal"]);
  refuseTakenExternalId(call.parts, view);
  const { userId } = exchange(call);
  const opened = call.parts.views.open(userId, view);
  call.parts.changes.tellOnly(userId, { type: "views" });
  return { view: opened };
}

function push(call: Call): Json {
  const view = readView(call.parts, call.params.view, ["modal"]);
  refuseTakenExternalId(call.parts, view);
  const { userId, viewId } = exchange(call);
  // Only a trigger that came out of an open modal can put another one on top of it.
  const top = call.parts.views.stack(userId).at(-1);
  if (viewId === undefined || top === undefined) throw new SlackError("invalid_trigger_id");
  const pushed = call.parts.views.push(userId, view);
  if (pushed === undefined) throw new SlackError("push_limit_reached");
  call.parts.changes.tellOnly(userId, { type: "views" });
  return { view: pushed };
}

function update(call: Call): Json {
  const { parts, params } = call;
  const view = readView(parts, params.view, ["modal", "home"]);
  const found = parts.views.find(textOf(params.view_id) || textOf(params.external_id));
  if (found === undefined || found.view.type !== view.type) throw new SlackError("not_found");
  const hash = textOf(params.hash);
  if (hash !== "" && hash !== found.view.hash) throw new SlackError("hash_conflict");
  refuseTakenExternalId(parts, view, found.view.id);
  const updated = parts.views.update(found.view.id, view);
  parts.changes.tellOnly(found.userId, { type: "views" });
  return { view: updated };
}

function publish(call: Call): Json {
  const { parts, params } = call;
  if (!parts.manifest.homeTab) throw new SlackError("not_enabled");
  const view = readView(parts, params.view, ["home"]);
  const person = parts.directory.findById(textOf(params.user_id));
  if (person === undefined) throw new SlackError("user_not_found");
  const hash = textOf(params.hash);
  if (hash !== "" && hash !== (parts.views.home(person.slackId)?.hash ?? "")) throw new SlackError("hash_conflict");
  const published = parts.views.publish(person.slackId, view);
  parts.changes.tellOnly(person.slackId, { type: "views" });
  return { view: published };
}

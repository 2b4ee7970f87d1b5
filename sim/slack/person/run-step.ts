import { type Json, objectOf } from "../json.ts";
import type { FunctionEntry } from "../manifest.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";
import { findPerson } from "./actor.ts";
import { tellWorkspaceEvent } from "./events.ts";

/**
 * A person's workflow comes to a step of the app's: it hears `function_executed`
 * (docs.slack.dev/reference/events/function_executed). Throws `unknown_step` (404), `missing_input` (400).
 */
export function runStep(
  parts: Parts,
  run: { user: string; callback_id: string; inputs: unknown },
): { ok: true; function_execution_id: string } {
  const person = findPerson(parts, run.user);
  const entry = parts.manifest.functions.find(({ callbackId }) => callbackId === run.callback_id);
  if (entry === undefined) throw new ActError("unknown_step", 404);
  const inputs = { ...objectOf(run.inputs), user_context: { id: person.slackId, secret: "" } };
  for (const [name, shape] of Object.entries(entry.inputs)) {
    if (objectOf(shape).is_required === true && !Object.hasOwn(inputs, name)) throw new ActError("missing_input");
  }
  const execution = parts.executions.start(entry);
  tellWorkspaceEvent(parts, "function_executed", {
    function: describe(parts, entry),
    inputs,
    function_execution_id: execution.id,
    workflow_execution_id: `Wx${execution.id.slice(2)}`,
    bot_access_token: parts.workspace.botToken,
  });
  return { ok: true, function_execution_id: execution.id };
}

function describe(parts: Parts, entry: FunctionEntry): Json {
  return {
    id: `Fn${entry.callbackId}`,
    callback_id: entry.callbackId,
    title: entry.title,
    description: entry.description,
    type: "app",
    input_parameters: parametersOf(entry.inputs),
    output_parameters: parametersOf(entry.outputs),
    app_id: parts.workspace.appId,
  };
}

function parametersOf(parameters: Json): Json[] {
  return Object.entries(parameters).map(([name, shape]) => ({ name, ...objectOf(shape) }));
}

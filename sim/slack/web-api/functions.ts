import { isObject, type Json, objectOf, parseJson, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import type { Call, Methods } from "./method.ts";

const errors = ["function_execution_not_found", "execution_not_in_running_state"];

/** How an app ends a custom workflow step. They need no scope. */
export const functions: Methods = {
  "functions.completeSuccess": {
    tier: 3,
    needs: ["function_execution_id", "outputs"],
    errors: [...errors, "parameter_validation_failed"],
    run: succeed,
  },
  "functions.completeError": { tier: 3, needs: ["function_execution_id", "error"], errors, run: fail },
};

function succeed(call: Call): Json {
  const execution = findRunning(call);
  const { params } = call;
  const outputs = typeof params.outputs === "string" ? parseJson(params.outputs) : params.outputs;
  const messages = isObject(outputs) ? wrongOutputs(execution.outputs, outputs) : ["outputs must be an object"];
  if (messages.length > 0) throw new SlackError("parameter_validation_failed", { response_metadata: { messages } });
  call.parts.executions.end(execution, { name: "completed", outputs: objectOf(outputs) });
  return {};
}

/** Every required output must be there, and none the manifest does not know. */
function wrongOutputs(known: Json, sent: Json): string[] {
  const missing = Object.entries(known)
    .filter(([name, shape]) => objectOf(shape).is_required === true && sent[name] === undefined)
    .map(([name]) => `[ERROR] missing required field: ${name}`);
  const extra = Object.keys(sent).filter((name) => !Object.hasOwn(known, name));
  return [...missing, ...extra.map((name) => `[ERROR] invalid additional property: ${name}`)];
}

function fail(call: Call): Json {
  call.parts.executions.end(findRunning(call), { name: "failed", error: textOf(call.params.error) });
  return {};
}

function findRunning({ parts, params }: Call) {
  const execution = parts.executions.find(textOf(params.function_execution_id));
  if (execution === undefined) throw new SlackError("function_execution_not_found");
  if (execution.state.name !== "running") throw new SlackError("execution_not_in_running_state");
  return execution;
}

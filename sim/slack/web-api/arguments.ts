import type { Json } from "../json.ts";
import { SlackError } from "../slack-error.ts";

/** Arguments that may come as JSON; all others are text, numbers or flags. */
const structured = new Set([
  "attachments",
  "blocks",
  "chunks",
  "files",
  "loading_messages",
  "message",
  "metadata",
  "outputs",
  "prompts",
  "unfurls",
  "user_auth_blocks",
  "view",
]);

/**
 * Refuses a call that lacks an argument, or brings an object where text belongs. An argument that is absent is
 * `invalid_arguments`; one that is there but names nothing is each method's own error (measured: brekkylab/backlot#84).
 */
export function checkArguments(needs: readonly string[], params: Json): void {
  const missing = needs.filter((name) => params[name] === undefined).map((name) => `missing required field: ${name}`);
  const wrong = Object.entries(params)
    .filter(([name, value]) => typeof value === "object" && !structured.has(name))
    .map(([name]) => `must provide a string [json-pointer:/${name}]`);
  const messages = [...missing, ...wrong].map((line) => `[ERROR] ${line}`);
  if (messages.length > 0) throw new SlackError("invalid_arguments", { response_metadata: { messages } });
}

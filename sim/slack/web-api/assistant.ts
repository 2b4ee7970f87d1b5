import { type Json, objectsOf, parseJson, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { findChannel } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

const threadErrors = ["channel_not_found", "invalid_thread_ts"];
/** docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts and setStatus. */
const mostPrompts = 4;
const mostLoadingMessages = 10;

/** The `assistant.threads.*` methods: what an assistant's thread says of itself. */
export const assistant: Methods = {
  "assistant.threads.setStatus": {
    // Either, since docs.slack.dev/changelog/2026/03/05/set-status-scope-update.
    scopes: ["chat:write", "assistant:write"],
    tier: "special",
    needs: ["channel_id", "thread_ts", "status"],
    errors: [...threadErrors, "invalid_arguments"],
    run: setStatus,
  },
  "assistant.threads.setTitle": {
    scopes: ["assistant:write"],
    tier: 3,
    needs: ["channel_id", "thread_ts", "title"],
    errors: threadErrors,
    run: (call) => note(call, { title: textOf(call.params.title) }),
  },
  "assistant.threads.setSuggestedPrompts": {
    scopes: ["assistant:write"],
    tier: 4,
    needs: ["channel_id", "prompts"],
    errors: [...threadErrors, "invalid_arguments"],
    run: setPrompts,
  },
};

function setStatus(call: Call): Json {
  const loading = listOf(call.params.loading_messages) ?? [];
  if (loading.length > mostLoadingMessages) throw new SlackError("invalid_arguments");
  return note(call, { status: textOf(call.params.status), loading_messages: loading });
}

function setPrompts(call: Call): Json {
  const prompts = objectsOf(listOf(call.params.prompts));
  const areWhole = prompts.every(({ title, message }) => textOf(title) !== "" && textOf(message) !== "");
  if (prompts.length === 0 || prompts.length > mostPrompts || !areWhole) throw new SlackError("invalid_arguments");
  return note(call, { prompts, prompts_title: textOf(call.params.title) });
}

function listOf(value: unknown): unknown[] | undefined {
  const list = typeof value === "string" ? parseJson(value) : value;
  return Array.isArray(list) ? list : undefined;
}

/** Kept with the thread's first message, where the page looks for it. */
function note(call: Call, said: Json): Json {
  const { parts, params } = call;
  const channel = findChannel(call, "channel_id");
  const threadTs = textOf(params.thread_ts);
  if (params.thread_ts !== undefined && parts.messages.find(channel.id, threadTs) === undefined) {
    throw new SlackError("invalid_thread_ts");
  }
  parts.assistantThreads.note(channel.id, threadTs, said);
  parts.changes.tell({ type: "changed", channel: channel.id }, (userId) => channel.members.has(userId));
  return {};
}

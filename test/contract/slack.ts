import { type Asked, at, flag, list, missing, type Pattern, text } from "./asked.ts";

/**
 * Slack's Web API as docs.slack.dev/reference/methods describes it. Only what cannot change anything is asked by default:
 * reads, and calls that Slack refuses. Writing ones go to the channel whose id is `{channel}`.
 */

type Params = Readonly<Record<string, unknown>>;
type More = Partial<Pick<Asked, "as" | "keeps" | "writes" | "headers" | "status">>;

const call = (name: string, method: string, params: Params, body: Pattern, more: More = {}): Asked => ({
  name,
  as: "bot",
  sends: {
    method: "POST",
    path: `/api/${method}`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    // Not encoded by URLSearchParams alone: the braces of a value that is known later must stay.
    body: Object.entries(params)
      .map(([key, value]) => `${key}=${encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value))}`)
      .join("&")
      .replace(/%7B(\w+)%7D/g, "{$1}"),
  },
  status: 200,
  body,
  ...more,
});
const ok = (members: Readonly<Record<string, Pattern>> = {}): Pattern => ({ ok: true, error: missing, ...members });
const refused = (error: string): Pattern => ({ ok: false, error });
const section = (words: string) => ({ type: "section", text: { type: "mrkdwn", text: words } });

const reads: Asked[] = [
  call("a call needs no token to be tested", "api.test", {}, ok(), { as: "nobody" }),
  call("the test says back what it was given", "api.test", { foo: "bar" }, ok({ args: { foo: "bar" } }), {
    as: "nobody",
  }),
  call("the test fails as it is asked to", "api.test", { error: "my_error" }, refused("my_error"), { as: "nobody" }),
  call(
    "a token is told whose it is",
    "auth.test",
    {},
    ok({ team_id: /^T/, user_id: /^U|^W/, bot_id: /^B/, url: text }),
    {
      headers: { "content-type": /^application\/json/, "x-slack-req-id": text, "x-oauth-scopes": text },
      keeps: { bot: at("user_id") },
    },
  ),
  call(
    "channels are listed by pages",
    "conversations.list",
    { limit: 1 },
    ok({
      channels: [{ id: /^[CG]/, name: text, is_channel: flag, is_archived: flag, is_member: flag }],
      response_metadata: { next_cursor: text },
    }),
    { keeps: { anyChannel: at("channels.0.id") } },
  ),
  call(
    "a channel is read by its id",
    "conversations.info",
    { channel: "{anyChannel}" },
    ok({ channel: { id: text, name: text } }),
  ),
  call(
    "the members of a channel are ids",
    "conversations.members",
    { channel: "{anyChannel}" },
    ok({ members: [/^[UW]/] }),
  ),
  call(
    "what is in a channel comes newest first, by pages",
    "conversations.history",
    { channel: "{channel}", limit: 2 },
    ok({ messages: list, has_more: flag }),
  ),
  call(
    "people are listed",
    "users.list",
    { limit: 5 },
    ok({
      members: [{ id: /^[UW]/, name: text, deleted: flag, profile: { real_name: text } }],
      response_metadata: { next_cursor: text },
    }),
  ),
  call("a person is read by their id", "users.info", { user: "{bot}" }, ok({ user: { id: text, is_bot: true } })),
];

const refusals: Asked[] = [
  call("no token", "auth.test", {}, refused("not_authed"), { as: "nobody" }),
  call("a wrong token", "auth.test", {}, refused("invalid_auth"), { as: "stranger" }),
  call("a method nobody has", "conversations.teleport", {}, refused("unknown_method")),
  call("a channel nobody has", "conversations.info", { channel: "C0000000000" }, refused("channel_not_found")),
  call(
    "the members of a channel nobody has",
    "conversations.members",
    { channel: "C0000000000" },
    refused("channel_not_found"),
  ),
  call(
    "the messages of a channel nobody has",
    "conversations.history",
    { channel: "C0000000000" },
    refused("channel_not_found"),
  ),
  call("a person nobody knows", "users.info", { user: "U0000000000" }, refused("user_not_found")),
  call("an email nobody has", "users.lookupByEmail", { email: "nobody@nowhere.example" }, refused("users_not_found")),
  call("a cursor that is none", "users.list", { cursor: "garbage" }, refused("invalid_cursor")),
  call(
    "a message into a channel nobody has",
    "chat.postMessage",
    { channel: "C0000000000", text: "x" },
    refused("channel_not_found"),
  ),
  call(
    "a change in a channel nobody has",
    "chat.update",
    { channel: "C0000000000", ts: "1.000001", text: "x" },
    refused("channel_not_found"),
  ),
  call(
    "a view without a trigger that holds",
    "views.open",
    {
      trigger_id: "1.1.garbage",
      view: { type: "modal", title: { type: "plain_text", text: "x" }, blocks: [section("x")] },
    },
    refused("invalid_trigger_id"),
  ),
];

const writing: Asked[] = [
  call(
    "a message without text or blocks is refused",
    "chat.postMessage",
    { channel: "{channel}" },
    refused("no_text"),
    { writes: true },
  ),
  call(
    "blocks of a kind nobody knows are refused",
    "chat.postMessage",
    { channel: "{channel}", text: "x", blocks: [{ type: "teleport" }] },
    refused("invalid_blocks"),
    { writes: true },
  ),
  call(
    "a section without anything is refused",
    "chat.postMessage",
    { channel: "{channel}", text: "x", blocks: [{ type: "section" }] },
    refused("invalid_blocks"),
    { writes: true },
  ),
  call(
    "a header over 150 characters is refused",
    "chat.postMessage",
    {
      channel: "{channel}",
      text: "x",
      blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
    },
    refused("invalid_blocks"),
    { writes: true },
  ),
  call(
    "more than 50 blocks are refused",
    "chat.postMessage",
    {
      channel: "{channel}",
      text: "x",
      blocks: Array.from({ length: 51 }, () => ({ type: "divider" })),
    },
    refused("invalid_blocks"),
    { writes: true },
  ),
  call(
    "a message is posted",
    "chat.postMessage",
    { channel: "{channel}", text: "contract suite {run}", blocks: [section("contract suite {run}")] },
    ok({
      channel: text,
      ts: /^\d+\.\d{6}$/,
      message: { text: /^contract suite \w+$/, bot_id: text },
    }),
    { writes: true, keeps: { posted: at("ts") } },
  ),
  call(
    "it has a permanent link",
    "chat.getPermalink",
    { channel: "{channel}", message_ts: "{posted}" },
    ok({ permalink: /^https?:/ }),
    { writes: true },
  ),
  call(
    "it is changed",
    "chat.update",
    { channel: "{channel}", ts: "{posted}", text: "contract suite {run}, changed" },
    ok({ ts: text, text: /changed/ }),
    { writes: true },
  ),
  call(
    "a reply begins its thread",
    "chat.postMessage",
    { channel: "{channel}", thread_ts: "{posted}", text: "a reply to {run}" },
    ok({ message: { thread_ts: text } }),
    {
      writes: true,
      keeps: { reply: at("ts") },
    },
  ),
  call(
    "the thread has both",
    "conversations.replies",
    { channel: "{channel}", ts: "{posted}" },
    ok({ messages: [{ ts: text, thread_ts: text }] }),
    { writes: true },
  ),
  call(
    "a change of a message nobody posted is refused",
    "chat.update",
    { channel: "{channel}", ts: "1.000001", text: "x" },
    refused("message_not_found"),
    { writes: true },
  ),
  call("the reply is deleted", "chat.delete", { channel: "{channel}", ts: "{reply}" }, ok(), { writes: true }),
  call("the message is deleted", "chat.delete", { channel: "{channel}", ts: "{posted}" }, ok(), { writes: true }),
  call(
    "what is deleted is not found again",
    "chat.delete",
    { channel: "{channel}", ts: "{posted}" },
    refused("message_not_found"),
    { writes: true },
  ),
];

export const slackContract: readonly Asked[] = [...reads, ...refusals, ...writing];

import type { KnownBlock } from "@slack/types";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type Answer, handClock, type LocalSlack, startSlack } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "no error",
    (error: { data?: { error?: string } }) => error.data?.error,
  );

test("a post is stored whole, with ids filled in, and found in history with its metadata", async () => {
  slack = await startSlack();
  const metadata = { event_type: "job", event_payload: { id: "J1" } };
  const posted = await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    text: "hello",
    blocks: [section("*hello*")],
    metadata,
  });
  expect(posted).toMatchObject({ ok: true, channel: "C0GENERAL", message: { bot_id: workspace.botId, text: "hello" } });
  expect(posted.ts).toMatch(/^\d{10}\.\d{6}$/);
  expect(posted.response_metadata?.scopes).toContain("chat:write");
  const seen = await slack.messages("#general");
  expect(seen).toMatchObject([
    { ts: posted.ts, metadata, blocks: [{ type: "section", block_id: expect.any(String) }] },
  ]);

  const bare = await slack.client.conversations.history({ channel: "C0GENERAL" });
  expect(bare.messages?.[0]).not.toHaveProperty("metadata");
  const whole = await slack.client.conversations.history({ channel: "C0GENERAL", include_all_metadata: true });
  expect(whole.messages?.[0]).toMatchObject({ metadata });
});

test("the JSON way of calling works as well as the form", async () => {
  slack = await startSlack();
  const response = await fetch(`${slack.url}/api/chat.postMessage`, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${workspace.botToken}` },
    body: JSON.stringify({ channel: "C0GENERAL", text: "as JSON", blocks: [section("as JSON")] }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
  expect(response.headers.get("x-oauth-scopes")).toContain("chat:write");
});

test("replies stand in their thread, newest page first in history, and the parent counts them", async () => {
  slack = await startSlack();
  const { client } = slack;
  const { ts: parent = "" } = await client.chat.postMessage({ channel: "C0GENERAL", text: "card" });
  const { ts: reply } = await client.chat.postMessage({ channel: "C0GENERAL", text: "one", thread_ts: parent });
  await client.chat.postMessage({ channel: "C0GENERAL", text: "to the reply", thread_ts: reply ?? "" });
  await client.chat.postMessage({ channel: "C0GENERAL", text: "later" });

  const history = await client.conversations.history({ channel: "C0GENERAL" });
  expect(history.messages?.map((message) => message.text)).toEqual(["later", "card"]);
  expect(history.messages?.[1]).toMatchObject({ reply_count: 2, thread_ts: parent, reply_users_count: 1 });

  const first = await client.conversations.replies({ channel: "C0GENERAL", ts: parent, limit: 2 });
  expect(first.messages?.map((message) => message.text)).toEqual(["card", "one"]);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata?.next_cursor ?? "";
  const rest = await client.conversations.replies({ channel: "C0GENERAL", ts: parent, limit: 2, cursor });
  expect(rest.messages?.map((message) => message.text)).toEqual(["to the reply"]);
  expect(await refusal(client.conversations.replies({ channel: "C0GENERAL", ts: "1.000000" }))).toBe(
    "thread_not_found",
  );
});

test("an update with blocks has no edited mark; text alone takes the blocks away and is marked", async () => {
  slack = await startSlack();
  const { client } = slack;
  const metadata = { event_type: "job", event_payload: {} };
  const posted = await client.chat.postMessage({ channel: "C0GENERAL", text: "v1", blocks: [section("v1")], metadata });
  const at = { channel: "C0GENERAL", ts: posted.ts ?? "" };

  await client.chat.update({ ...at, text: "v2", blocks: [{ ...section("v2"), block_id: "plan" }] });
  expect(await slack.messages("C0GENERAL")).toMatchObject([{ text: "v2", blocks: [{ block_id: "plan" }], metadata }]);
  expect((await slack.messages("C0GENERAL"))[0]).not.toHaveProperty("edited");

  await client.chat.update({ ...at, text: "v3" });
  const [last] = await slack.messages("C0GENERAL");
  expect(last).toMatchObject({ text: "v3", edited: { user: workspace.botUserId } });
  expect(last).not.toHaveProperty("blocks");
});

test("what is not the app's, not there or private cannot be changed", async () => {
  slack = await startSlack();
  const { client } = slack;
  const { message } = (await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "mine" })) as {
    message: { ts: string };
  };
  const update = (channel: string, ts: string) => refusal(client.chat.update({ channel, ts, text: "x" }));
  expect(await update("C0GENERAL", message.ts)).toBe("cant_update_message");
  expect(await update("C0GENERAL", "1.000001")).toBe("message_not_found");
  const secret = await client.chat.postEphemeral({ channel: "C0GENERAL", user: "U0USER1", text: "psst" });
  expect(await update("C0GENERAL", secret.message_ts ?? "")).toBe("message_not_found");
  expect(await refusal(client.chat.delete({ channel: "C0GENERAL", ts: message.ts }))).toBe("cant_delete_message");
});

test("a channel the app is not in, one it cannot see, and no text", async () => {
  slack = await startSlack();
  const post = (channel: string, text: string) => refusal(slack.client.chat.postMessage({ channel, text }));
  expect(await post("C0RANDOM", "x")).toBe("not_in_channel");
  expect(await post("G0SECRET", "x")).toBe("channel_not_found");
  expect(await post("C0NOWHERE", "x")).toBe("channel_not_found");
  expect(await post("C0GENERAL", "  ")).toBe("no_text");
  expect(await post("C0GENERAL", "x".repeat(40_001))).toBe("msg_too_long");
  expect(await refusal(slack.client.apiCall("chat.scheduleMassage", {}))).toBe("unknown_method");
});

test("credentials and scopes are asked for", async () => {
  slack = await startSlack();
  const call = async (method: string, token: string | undefined) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${slack.url}/api/${method}`, { method: "POST", headers });
    return (await response.json()) as Answer;
  };
  expect(await call("auth.test", undefined)).toEqual({ ok: false, error: "not_authed" });
  expect(await call("auth.test", "xoxb-wrong")).toEqual({ ok: false, error: "invalid_auth" });
  expect(await call("users.list", workspace.appToken)).toEqual({ ok: false, error: "not_allowed_token_type" });
  expect(await call("apps.connections.open", workspace.botToken)).toMatchObject({ error: "not_allowed_token_type" });
  const reduced = new URL("manifest-few-scopes.yml", import.meta.url).pathname;
  await slack.close();
  slack = await startSlack({ manifestPath: reduced });
  expect(await call("users.list", workspace.botToken)).toMatchObject({ error: "missing_scope", needed: "users:read" });
  expect(await call("conversations.info?channel=C0GENERAL", workspace.botToken)).toMatchObject({
    error: "missing_scope",
    needed: "channels:read,groups:read,im:read,mpim:read",
    provided: "commands,chat:write",
  });
});

test("direct messages: by user id, by D id, opened once; each person sees only their own", async () => {
  slack = await startSlack();
  const { client } = slack;
  const opened = await client.conversations.open({ users: "U0USER1" });
  expect(opened.channel?.id).toBe("D0USER1");
  const posted = await client.chat.postMessage({ channel: "U0USER1", text: "for you" });
  expect(posted.channel).toBe("D0USER1");
  expect(await slack.messages("D0USER1", "U0USER1")).toMatchObject([{ text: "for you" }]);
  expect(await slack.read("messages/D0USER1?user=U0USER2")).toEqual({ ok: false, error: "not_in_channel" });
  const fresh = await client.conversations.open({ users: "U0EXTERNAL" });
  expect(fresh).not.toHaveProperty("already_open");
  expect(await client.conversations.open({ users: "U0EXTERNAL" })).toMatchObject({ already_open: true });
  expect(await refusal(client.conversations.open({ users: "U0NOBODY" }))).toBe("user_not_found");
});

test("conversations and people are described as Slack describes them", async () => {
  slack = await startSlack();
  const { client } = slack;
  expect((await client.conversations.info({ channel: "C0SHARED" })).channel).toMatchObject({
    is_ext_shared: true,
    is_member: true,
    is_private: false,
    is_im: false,
  });
  expect((await client.conversations.info({ channel: "C0RANDOM" })).channel).toMatchObject({ is_member: false });
  expect((await client.conversations.info({ channel: "D0USER1" })).channel).toMatchObject({
    is_im: true,
    user: "U0USER1",
  });
  const user = async (id: string) => (await client.users.info({ user: id })).user;
  expect(await user("U0USER2")).toMatchObject({
    deleted: false,
    is_bot: false,
    is_restricted: false,
    team_id: workspace.teamId,
    tz: "America/New_York",
    profile: { email: "user2@example.gov.uk", real_name: "User Two" },
  });
  expect(await user("U0GUEST")).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  expect(await user("U0EXTERNAL")).toMatchObject({ team_id: workspace.externalTeamId, is_stranger: false });
  expect((await user("U0EXTERNAL"))?.profile).not.toHaveProperty("email");
  expect(await user(workspace.botUserId)).toMatchObject({ is_bot: true });
  expect((await client.users.lookupByEmail({ email: "USER1@example.gov.uk" })).user?.id).toBe("U0USER1");
  expect(await refusal(client.users.lookupByEmail({ email: "nobody@example.gov.uk" }))).toBe("users_not_found");
  expect(await refusal(client.users.info({ user: "U0NOBODY" }))).toBe("user_not_found");
});

test("too many posts and too many updates get 429 with a wait, until time has passed", async () => {
  const wall = handClock();
  slack = await startSlack({ wall });
  const { client } = slack;
  const { ts = "" } = await client.chat.postMessage({ channel: "C0GENERAL", text: "1" });
  for (let i = 2; i <= 5; i++) await client.chat.postMessage({ channel: "C0GENERAL", text: String(i) });
  const tooMany = client.chat.postMessage({ channel: "C0GENERAL", text: "6" });
  await expect(tooMany).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 1 });
  await client.chat.postMessage({ channel: "C0ISBOPS", text: "another channel has its own rate" });
  wall.forward(1_000);
  await client.chat.postMessage({ channel: "C0GENERAL", text: "6" });

  const update = () => client.chat.update({ channel: "C0GENERAL", ts, text: "again" });
  for (let i = 1; i <= 50; i++) await update();
  await expect(update()).rejects.toMatchObject({ retryAfter: 60 });
  wall.forward(60_000);
  await update();

  await slack.control("limits", { enabled: false });
  for (let i = 1; i <= 60; i++) await update();
});

test("files go up in three steps and stand in the message", async () => {
  slack = await startSlack();
  await slack.client.filesUploadV2({
    channel_id: "D0USER1",
    filename: "leases.csv",
    content: "a,b\n1,2\n",
    initial_comment: "the list",
  });
  const [message] = await slack.messages("D0USER1", "U0USER1");
  expect(message).toMatchObject({ text: "the list", files: [{ name: "leases.csv", size: 8 }] });
  const [file] = (message?.files ?? []) as { url_private: string }[];
  expect(await (await fetch(file?.url_private ?? "")).text()).toBe("a,b\n1,2\n");
});

test("the traffic log tells all and no secret", async () => {
  slack = await startSlack();
  await slack.client.chat.postMessage({ channel: "C0GENERAL", text: `oops ${workspace.botToken}` });
  const { log } = (await slack.read("log?since=0")) as unknown as { log: Answer[] };
  expect(log).toMatchObject([{ dir: "in", kind: "web-api", summary: "chat.postMessage", n: 1 }]);
  expect(JSON.stringify(log)).not.toContain(workspace.botToken);
  await slack.control("reset", {});
  expect(await slack.messages("C0GENERAL")).toEqual([]);
});

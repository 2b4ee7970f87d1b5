import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Stage, setStage } from "./api/stage.ts";
import { type Answer, until } from "./local-slack.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(() => stage.slack.control("reset", {}));
afterAll(() => stage.slack.close());

const general = { channel: "C0GENERAL" };
const thread = async () => ({
  ...general,
  thread_ts: await stage.write("plan?"),
  recipient_team_id: "T0ESTATE",
  recipient_user_id: "U0USER1",
});
const last = async () => (await stage.slack.messages("C0GENERAL")).at(-1);

test("a message for later comes at its time, into its thread, and is no longer waiting", async () => {
  const threadTs = await stage.write("remind me");
  const soon = Math.ceil(stage.wall.now() / 1000);
  await stage.call("chat.scheduleMessage", { ...general, text: "tomorrow", post_at: soon + 86_400 });
  await stage.call("chat.scheduleMessage", { ...general, text: "now", post_at: soon, thread_ts: threadTs });
  await until(async () => (await last())?.text === "now" || undefined);
  expect(await last()).toMatchObject({ text: "now", thread_ts: threadTs });
  const { scheduled_messages } = await stage.call("chat.scheduledMessages.list");
  expect(scheduled_messages).toMatchObject([{ text: "tomorrow", post_at: soon + 86_400 }]);
});

test("a message for later that was taken back never comes; the next one does", async () => {
  const post_at = Math.ceil(stage.wall.now() / 1000) + 1;
  const later = (text: string) => stage.call("chat.scheduleMessage", { ...general, text, post_at });
  const { scheduled_message_id } = await later("no");
  await later("yes");
  await stage.call("chat.deleteScheduledMessage", { ...general, scheduled_message_id });
  await until(async () => (await last())?.text === "yes" || undefined);
  expect((await stage.slack.messages("C0GENERAL")).map(({ text }) => text)).toEqual(["yes"]);
});

test("a streamed message grows: text is added, a task keeps its latest state and all its details", async () => {
  const { ts } = await stage.call("chat.startStream", {
    ...(await thread()),
    task_display_mode: "plan",
    chunks: [
      { type: "plan_update", title: "Lease" },
      { type: "task_update", id: "1", title: "find an account", status: "in_progress", details: "looking" },
    ],
  });
  const at = { ...general, ts };
  await stage.call("chat.appendStream", {
    ...at,
    chunks: [{ type: "task_update", id: "1", title: "find an account", status: "complete", details: ", found" }],
  });
  await stage.call("chat.appendStream", { ...at, markdown_text: "**Done.**" });
  const blocks = (await last())?.blocks as Answer[];
  expect(blocks).toMatchObject([
    {
      type: "plan",
      title: "Lease",
      tasks: [
        {
          task_id: "1",
          status: "complete",
          details: { elements: [{ elements: [{ text: "looking, found" }] }] },
        },
      ],
    },
    { type: "markdown", text: "**Done.**" },
  ]);
});

test("a stream that was stopped, or is five minutes old, takes no more", async () => {
  const first = {
    ...general,
    ts: (await stage.call("chat.startStream", { ...(await thread()), markdown_text: "a" })).ts,
  };
  expect(await stage.call("chat.stopStream", first)).toMatchObject({ ok: true, message: { text: "a" } });
  const refused = { ok: false, error: "message_not_in_streaming_state" };
  expect(await stage.call("chat.appendStream", { ...first, markdown_text: "b" })).toMatchObject(refused);

  const second = { ...general, ts: (await stage.call("chat.startStream", await thread())).ts };
  stage.wall.forward(299_000);
  expect(await stage.call("chat.appendStream", { ...second, markdown_text: "b" })).toMatchObject({ ok: true });
  stage.wall.forward(2_000);
  expect(await stage.call("chat.appendStream", { ...second, markdown_text: "c" })).toMatchObject(refused);
});

test("what an assistant says of a thread can be read with its messages, and a status fades after two minutes", async () => {
  const thread_ts = await stage.write();
  const at = { channel_id: "C0GENERAL", thread_ts };
  await stage.call("assistant.threads.setStatus", { ...at, status: "is thinking…", loading_messages: ["hm"] });
  await stage.call("assistant.threads.setTitle", { ...at, title: "Leases" });
  const assistant = async () => (await stage.slack.read("messages/C0GENERAL")).assistant;
  expect(await assistant()).toEqual([{ thread_ts, status: "is thinking…", loading_messages: ["hm"], title: "Leases" }]);
  stage.wall.forward(120_001);
  expect(await assistant()).toMatchObject([{ status: "", title: "Leases" }]);
});

test("an app that may takes another name and picture for a post", async () => {
  await stage.post({ username: "Lease desk", icon_emoji: ":key:" });
  expect(await last()).toMatchObject({ username: "Lease desk", icons: { emoji: ":key:" } });
});

test("markdown text stands as one markdown block, with itself as the text for phones", async () => {
  await stage.post({ text: undefined, markdown_text: "**Leased**" });
  expect(await last()).toMatchObject({ text: "**Leased**", blocks: [{ type: "markdown", text: "**Leased**" }] });
});

test("a file that is deleted leaves a tombstone where it stood", async () => {
  const file = await stage.file();
  await stage.call("files.completeUploadExternal", { channel_id: "C0GENERAL", files: [{ id: file }] });
  await stage.call("files.delete", { file });
  expect((await last())?.files).toEqual([{ id: file, mode: "tombstone" }]);
});

test("a deleted message with replies leaves a tombstone, and its thread stays", async () => {
  const ts = await stage.post();
  await stage.post({ thread_ts: ts, text: "reply" });
  await stage.call("chat.delete", { ...general, ts });
  const { messages } = await stage.call("conversations.replies", { ...general, ts });
  expect(messages).toMatchObject([{ ts, subtype: "tombstone", reply_count: 1 }, { text: "reply" }]);
  expect(messages).not.toMatchObject([{ text: "card" }, {}]);
});

test("an archived channel takes nothing more, from the app or from people", async () => {
  const channel = await stage.channel("old-plans");
  await stage.slack.control("join", { user: "U0USER1", channel });
  await stage.call("conversations.archive", { channel });
  expect(await stage.slack.control("message", { user: "U0USER1", channel, text: "hello?" })).toEqual({
    ok: false,
    error: "is_archived",
  });
  await stage.call("conversations.unarchive", { channel });
  expect(await stage.slack.control("message", { user: "U0USER1", channel, text: "hello!" })).toMatchObject({
    ok: true,
  });
});

test("leaving where one is not, and joining where one is, are said but no errors", async () => {
  expect(await stage.call("conversations.leave", { channel: "C0RANDOM" })).toEqual({ ok: true, not_in_channel: true });
  expect(await stage.call("conversations.join", { channel: "C0GENERAL" })).toMatchObject({
    ok: true,
    warning: "already_in_channel",
  });
});

test("the record says of each call what was asked, answered and refused, and of each entry that changed again", async () => {
  await stage.call("chat.postMessage", { channel: "C0NOWHERE", text: "x" });
  const read = (since: unknown) => stage.slack.read(`log?since=${since}`);
  const first = await read(0);
  expect(first.log).toMatchObject([
    {
      n: expect.any(Number),
      dir: "in",
      kind: "web-api",
      method: "chat.postMessage",
      status: 200,
      payload: { channel: "C0NOWHERE", text: "x" },
      answer: { ok: false, error: "channel_not_found" },
      error: "channel_not_found",
      ms: expect.any(Number),
    },
  ]);
  await stage.trigger();
  const second = await read(first.next);
  expect(second.log).toMatchObject([
    { dir: "out", kind: "slash_commands", summary: "/isb ", error: "dispatch_failed" },
  ]);
  expect((await read(second.next)).log).toEqual([]);
  expect((await read("0&most=1")).log).toEqual(second.log);
});

test("who watches hears that there is something new in the record, and not once for each", async () => {
  const watching = new AbortController();
  const response = await fetch(`${stage.slack.url}/_control/events`, { signal: watching.signal });
  let seen = "";
  const reading = (async () => {
    for await (const chunk of response.body ?? []) seen += new TextDecoder().decode(chunk);
  })().catch(() => {});
  for (let calls = 0; calls < 20; calls++) await stage.call("api.test");
  await until(() => seen.includes('{"type":"log"}') || undefined);
  expect(seen.split('{"type":"log"}').length - 1).toBeLessThan(10);
  watching.abort();
  await reading;
});

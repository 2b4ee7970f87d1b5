import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "../../../sim/keep/journal.ts";
import { people, workspace } from "../../../sim/people.ts";
import type { SlackOptions } from "../../../sim/slack/server.ts";
import { scenarioPeople } from "../../../sim/world/scenario/people.ts";
import { type Answer, handClock, type LocalSlack, startSlack, until } from "../../sim-slack/local-slack.ts";

const manifestPath = fileURLToPath(new URL("../../sim-slack/api/manifest.yml", import.meta.url));
const text = (value: string) => ({ type: "plain_text", text: value }) as const;
const blocks = [{ type: "section" as const, block_id: "one", text: text("Hello") }];

/** A Slack that keeps; started again on its journal it is what a person finds after a kill: nobody closed the first. */
function keeping(before: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "isb-slack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const open = () => openJournal({ path: join(folder, "slack.jsonl"), of: "Slack" });
  const older = open();
  for (const [key, value] of Object.entries(before)) older.put(key, value);
  older.close();
  return async (options: Partial<SlackOptions> = {}): Promise<LocalSlack> => {
    const slack = await startSlack({ journal: open(), manifestPath, ...options });
    onTestFinished(() => slack.close());
    return slack;
  };
}

/** What of a Slack people and the app can see. */
async function seen(slack: LocalSlack) {
  const state = await slack.read("state");
  const channels = state.channels as { id: string; members: string[] }[];
  const messages = await Promise.all(channels.map(({ id, members }) => slack.messages(id, members[0])));
  return { channels, users: state.users, messages, views: await slack.read("views/U0USER1") };
}

test("what people and the app had been answered is there after a kill: messages, threads, channels, forms, Home", async () => {
  const start = keeping();
  const first = await start();
  let trigger = "";
  await first.connect((app) => {
    app.command("/isb", async ({ ack, body }) => {
      trigger = body.trigger_id;
      await ack();
    });
  });
  const { ts = "" } = await first.client.chat.postMessage({
    channel: "C0GENERAL",
    text: "One",
    metadata: { event_type: "e", event_payload: { a: 1 } },
  });
  await first.client.chat.postMessage({ channel: "C0GENERAL", text: "A reply", thread_ts: ts });
  await first.client.chat.postEphemeral({ channel: "C0GENERAL", user: "U0USER1", text: "For one" });
  const gone = await first.client.chat.postMessage({ channel: "C0GENERAL", text: "To be deleted" });
  await first.client.chat.delete({ channel: "C0GENERAL", ts: gone.ts ?? "" });
  await first.client.chat.update({ channel: "C0GENERAL", ts, text: "One, changed" });
  await first.control("message", { user: "U0USER2", channel: "C0GENERAL", text: "Said by a person" });
  await first.control("command", { user: "U0USER1", channel: "C0GENERAL", command: "/isb", text: "x" });
  await first.client.views.open({ trigger_id: trigger, view: { type: "modal", title: text("A form"), blocks } });
  await first.client.views.publish({ user_id: "U0USER1", view: { type: "home", blocks } });
  const before = await seen(first);

  const second = await start();
  expect(await seen(second)).toEqual(before);
  expect(before.views).toMatchObject({ views: [{ title: { text: "A form" } }], home: { type: "home" } });
  const { ts: later = "" } = await second.client.chat.postMessage({ channel: "C0GENERAL", text: "Later" });
  const thread = await second.client.conversations.replies({ channel: "C0GENERAL", ts });
  expect(thread.messages?.map((message) => message.text)).toEqual(["One, changed", "A reply"]);
  expect(Number(later)).toBeGreaterThan(Number(ts));
});

test("a response_url that the app holds works on, and its uses stay counted", async () => {
  const start = keeping();
  const first = await start();
  let responseUrl = "";
  await first.connect((app) => {
    app.command("/isb", async ({ ack, body }) => {
      responseUrl = body.response_url;
      await ack();
    });
  });
  await first.control("command", { user: "U0USER1", channel: "C0GENERAL", command: "/isb", text: "x" });
  const answer = async (slack: LocalSlack) => {
    const url = `${slack.url}${new URL(responseUrl).pathname}`;
    const body = JSON.stringify({ text: "An answer" });
    return (await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body })).status;
  };
  expect([await answer(first), await answer(first)]).toEqual([200, 200]);
  const second = await start();
  const answers = [];
  for (let use = 0; use < 4; use += 1) answers.push(await answer(second));
  expect(answers).toEqual([200, 200, 200, 404]);
  expect(
    (await second.messages("C0GENERAL", "U0USER1")).filter((message) => message.text === "An answer"),
  ).toHaveLength(5);
});

test("a file keeps its bytes", async () => {
  const start = keeping();
  const first = await start();
  const bytes = Buffer.from([0, 255, 10, 13, 200]);
  await first.client.filesUploadV2({ channel_id: "C0GENERAL", filename: "a.bin", file: bytes });
  const linked = async (slack: LocalSlack) => {
    const [file] = ((await slack.messages("C0GENERAL")).at(-1)?.files ?? []) as { id: string; name: string }[];
    return (await fetch(`${slack.url}/files/${file?.id}/${file?.name}`)).arrayBuffer();
  };
  expect(Buffer.from(await linked(await start()))).toEqual(bytes);
});

test("a workspace that begins again is kept as it began, with the people it has then", async () => {
  const start = keeping();
  const first = await start();
  await first.client.chat.postMessage({ channel: "C0GENERAL", text: "Of before" });
  first.begin([...people, ...scenarioPeople(2)]);
  const users = (await first.read("state")).users as { id: string }[];
  expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(["U0PERSON01", "U0PERSON02", workspace.botUserId]));
  expect(await first.messages("C0GENERAL", "U0PERSON01")).toEqual([]);
  const second = await start();
  expect(await second.messages("C0GENERAL")).toEqual([]);
});

test("what became of channels and files is there after a kill", async () => {
  const start = keeping();
  const first = await start();
  const { channel } = await first.client.conversations.create({ name: "made-here" });
  const made = channel?.id ?? "";
  await first.client.conversations.setTopic({ channel: made, topic: "A topic" });
  await first.client.conversations.rename({ channel: made, name: "renamed" });
  await first.client.conversations.archive({ channel: made });
  await first.control("leave", { channel: "C0ISBOPS", user: "U0USER1" });
  const upload = async (title: string) => {
    const { files } = await first.client.filesUploadV2({ filename: "a.txt", file: Buffer.from("a"), title });
    return (files as { files: { id: string }[] }[])[0]?.files[0]?.id ?? "";
  };
  const [kept, gone] = [await upload("A title"), await upload("To be deleted")];
  await first.client.files.delete({ file: gone });

  const second = await start();
  const { channel: again } = await second.client.conversations.info({ channel: made });
  expect(again).toMatchObject({ name: "renamed", topic: { value: "A topic" }, is_archived: true });
  expect((await second.client.conversations.members({ channel: "C0ISBOPS" })).members).not.toContain("U0USER1");
  expect((await second.client.files.info({ file: kept })).file).toMatchObject({ title: "A title", size: 1 });
  await expect(second.client.files.info({ file: gone })).rejects.toMatchObject({ data: { error: "file_not_found" } });
});

test("what an older estate wrote in another form is taken away, and a workspace begins", async () => {
  const start = keeping({
    channels: [],
    "message/C0GENERAL/1.000001": { wire: { ts: "1.000001", text: "Of before" } },
  });
  const first = await start();
  expect(await first.messages("C0GENERAL")).toEqual([]);
  await first.client.chat.postMessage({ channel: "C0GENERAL", text: "Of now" });
  expect(await (await start()).messages("C0GENERAL")).toMatchObject([{ text: "Of now" }]);
});

test("what the app had begun goes on after a kill: messages for later, streams, steps, an assistant's threads", async () => {
  const start = keeping();
  const wall = handClock();
  const first = await start({ wall });
  const call = async (slack: LocalSlack, method: string, sent: Record<string, unknown>) =>
    (await slack.client.apiCall(method, sent)) as Answer;
  const channel = "D0USER1";
  const { ts } = await first.client.chat.postMessage({ channel, text: "One" });
  const thread = { channel, thread_ts: ts };
  const nowSeconds = wall.now() / 1000;
  const later = (text: string, post_at: number) => call(first, "chat.scheduleMessage", { ...thread, text, post_at });
  await later("Meanwhile", nowSeconds + 60);
  await later("Afterwards", nowSeconds + 7_200);
  const stream = await call(first, "chat.startStream", { ...thread, markdown_text: "Half" });
  await call(first, "assistant.threads.setTitle", { channel_id: channel, thread_ts: ts, title: "A title" });
  const run = { user: "U0USER1", callback_id: "greet", inputs: { person: "U0USER1" } };
  const { function_execution_id } = await first.control("step", run);

  wall.forward(61_000);
  const second = await start({ wall });
  await until(async () => (await second.messages(channel)).some((each) => each.text === "Meanwhile") || undefined);
  expect((await second.messages(channel)).at(-1)).toMatchObject({ text: "Meanwhile", thread_ts: ts });
  expect(await call(second, "chat.scheduledMessages.list", {})).toMatchObject({
    scheduled_messages: [{ text: "Afterwards", channel_id: channel }],
  });
  const whole = await call(second, "chat.stopStream", { channel, ts: stream.ts, markdown_text: " and half" });
  expect(whole.message).toMatchObject({ text: "Half and half" });
  await call(second, "functions.completeSuccess", { function_execution_id, outputs: { greeting: "Hello" } });
  expect(await second.read(`step/${function_execution_id}`)).toMatchObject({ name: "completed" });
  expect((await second.read(`messages/${channel}`)).assistant).toMatchObject([{ thread_ts: ts, title: "A title" }]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type Stage, setStage } from "./api/stage.ts";
import { type Answer, until } from "./local-slack.ts";

let stage: Stage;
const heard: Answer[] = [];
beforeAll(async () => {
  stage = await setStage("manifest.yml");
  await stage.slack.connect((app) => {
    app.use(async ({ body, ack, next }) => {
      const { event, ...rest } = body as Answer;
      heard.push((event ?? rest) as Answer);
      if (typeof ack === "function") await ack();
      await next();
    });
    app.shortcut(/.*/, async () => {});
    app.event(/.*/, async () => {});
    app.command("/isb", async () => {});
  });
});
beforeEach(async () => {
  await stage.slack.control("reset", {});
  heard.length = 0;
});
afterAll(() => stage.slack.close());

const act = (name: string, body: object) =>
  stage.slack.control(name, { user: "U0USER1", channel: "C0GENERAL", ...body });
const hears = (like: object) =>
  until(() => heard.find((each) => Object.entries(like).every(([key, value]) => each[key] === value)));
const only = async () => (await stage.slack.messages("C0GENERAL")).at(-1);

describe("messages", () => {
  test("a person's message is heard in a channel the app is in, and in no other", async () => {
    await act("message", { channel: "C0RANDOM", text: "not for the app" });
    await act("message", { text: "hello" });
    expect(await hears({ type: "message", text: "hello" })).toMatchObject({ channel_type: "channel", user: "U0USER1" });
    expect(heard).toHaveLength(1);
  });

  test("a group message is heard as one", async () => {
    const { channel } = await stage.call("conversations.open", { users: "U0USER1,U0USER2" });
    await act("message", { channel: (channel as Answer).id, text: "the two of us" });
    expect(await hears({ type: "message" })).toMatchObject({ channel_type: "mpim", text: "the two of us" });
  });

  test("an edit is heard with what stood there before, and the message bears the mark", async () => {
    const ts = await stage.write("helo");
    expect(await act("edit", { messageTs: ts, text: "hello" })).toMatchObject({ ok: true });
    expect(await hears({ subtype: "message_changed" })).toMatchObject({
      hidden: true,
      message: { ts, text: "hello", edited: { user: "U0USER1" } },
      previous_message: { ts, text: "helo" },
    });
  });

  test("a deletion is heard with what stood there", async () => {
    const ts = await stage.write("oops");
    expect(await act("delete", { messageTs: ts })).toEqual({ ok: true });
    expect(await hears({ subtype: "message_deleted" })).toMatchObject({
      deleted_ts: ts,
      previous_message: { text: "oops" },
    });
    expect(await stage.slack.messages("C0GENERAL")).toEqual([]);
  });

  test("the app hears of its own changes too, as Slack tells them", async () => {
    const ts = await stage.post();
    await stage.call("chat.update", { channel: "C0GENERAL", ts, text: "new" });
    expect(await hears({ subtype: "message_changed" })).toMatchObject({
      message: { bot_id: workspace.botId, text: "new" },
    });
  });

  test("nobody edits or deletes what is not theirs, not there, or for one person only", async () => {
    const card = await stage.post();
    const secret = await stage.call("chat.postEphemeral", { channel: "C0GENERAL", user: "U0USER1", text: "psst" });
    expect(await act("edit", { messageTs: card, text: "x" })).toEqual({ ok: false, error: "not_your_message" });
    expect(await act("delete", { messageTs: "1.000000" })).toEqual({ ok: false, error: "message_not_found" });
    expect(await act("delete", { messageTs: secret.message_ts })).toEqual({ ok: false, error: "message_not_found" });
    expect(await act("edit", { messageTs: await stage.write(), text: " " })).toEqual({ ok: false, error: "no_text" });
  });

  test("a reply may stand in the channel too", async () => {
    const ts = await stage.write();
    await act("message", { text: "for all", thread_ts: ts, reply_broadcast: true });
    const { messages } = await stage.call("conversations.history", { channel: "C0GENERAL" });
    expect(messages).toMatchObject([{ text: "for all", subtype: "thread_broadcast" }, { ts }]);
  });

  test("links to the app's domains are told, and unfurled under the message", async () => {
    const link = "https://docs.example.org/leases";
    const ts = await stage.write(`see ${link} and https://elsewhere.net/x`);
    expect(await hears({ type: "link_shared" })).toMatchObject({
      message_ts: ts,
      links: [{ url: link, domain: "docs.example.org" }],
    });
    await stage.call("chat.unfurl", { channel: "C0GENERAL", ts, unfurls: { [link]: { text: "How to lease" } } });
    expect(await only()).toMatchObject({
      attachments: [{ text: "How to lease", from_url: link, is_app_unfurl: true }],
    });
  });
});

test("a Work Object is unfurled by its title, and metadata is told to an app that asked for its kind", async () => {
  const url = "https://docs.example.org/leases/1";
  const ts = await stage.write(`see ${url}`);
  const entity = { app_unfurl_url: url, url, entity_payload: { attributes: { title: { text: "Lease 1" } } } };
  await stage.call("chat.unfurl", { channel: "C0GENERAL", ts, metadata: { entities: [entity] } });
  expect(await only()).toMatchObject({ attachments: [{ title: "Lease 1", title_link: url }] });
  await stage.post({ metadata: { event_type: "lease_granted", event_payload: { lease: 1 } } });
  await stage.post({ metadata: { event_type: "not_asked_for", event_payload: {} } });
  const { log } = await stage.slack.read("log?since=0");
  const told = (log as Answer[]).filter(({ summary }) => summary === "message_metadata_posted");
  expect(told).toMatchObject([{ payload: { event: { metadata: { event_type: "lease_granted" } } } }]);
});

describe("reactions and pins", () => {
  test("a reaction is counted, told to the app, and taken away again", async () => {
    const messageTs = await stage.post();
    expect(await act("react", { messageTs, name: ":eyes:" })).toEqual({
      ok: true,
      reactions: [{ name: "eyes", users: ["U0USER1"], count: 1 }],
    });
    expect(await hears({ type: "reaction_added" })).toMatchObject({
      user: "U0USER1",
      reaction: "eyes",
      item_user: workspace.botUserId,
      item: { type: "message", channel: "C0GENERAL", ts: messageTs },
    });
    await act("react", { user: "U0USER2", messageTs, name: "eyes" });
    expect((await act("react", { messageTs, name: "eyes", remove: true })).reactions).toEqual([
      { name: "eyes", users: ["U0USER2"], count: 1 },
    ]);
    await hears({ type: "reaction_removed" });
    await act("react", { user: "U0USER2", messageTs, name: "eyes", remove: true });
    expect(await only()).not.toHaveProperty("reactions");
  });

  test("what is no emoji is refused; the same twice changes nothing", async () => {
    const messageTs = await stage.post();
    expect(await act("react", { messageTs, name: "No Emoji" })).toEqual({ ok: false, error: "invalid_name" });
    await act("react", { messageTs, name: "eyes" });
    expect(await act("react", { messageTs, name: "eyes" })).toMatchObject({ reactions: [{ count: 1 }] });
  });

  test("the app's own pins are told, though Bolt keeps its app from hearing of itself", async () => {
    const timestamp = await stage.post();
    await stage.call("pins.add", { channel: "C0GENERAL", timestamp });
    await stage.call("pins.remove", { channel: "C0GENERAL", timestamp });
    const { log } = await stage.slack.read("log?since=0");
    const told = (log as Answer[]).filter(({ kind }) => kind === "events_api").map(({ summary }) => summary);
    expect(told).toEqual(["message", "pin_added", "pin_removed"]);
  });
});

describe("coming and going", () => {
  test("the app is invited, hears of it, and may post from then on", async () => {
    const channel = "C0RANDOM";
    expect(await act("invite", { channel, invited: workspace.botUserId })).toEqual({ ok: true });
    expect(await hears({ type: "member_joined_channel" })).toMatchObject({
      user: workspace.botUserId,
      inviter: "U0USER1",
      channel,
      channel_type: "C",
    });
    expect(await stage.call("chat.postMessage", { channel, text: "here I am" })).toMatchObject({ ok: true });
  });

  test("people join and leave; guests and outsiders must be asked", async () => {
    const channel = await stage.channel("hackathon");
    expect(await act("join", { channel })).toEqual({ ok: true });
    await hears({ type: "member_joined_channel", user: "U0USER1" });
    expect(await act("join", { channel, user: "U0GUEST" })).toEqual({ ok: false, error: "user_is_restricted" });
    expect(await act("invite", { channel, invited: "U0GUEST" })).toEqual({ ok: true });
    expect(await act("invite", { channel, invited: "U0GUEST" })).toEqual({ ok: false, error: "already_in_channel" });
    expect(await act("leave", { channel })).toEqual({ ok: true });
    await hears({ type: "member_left_channel", user: "U0USER1" });
    expect((await stage.slack.messages(channel)).map(({ subtype }) => subtype)).toEqual([
      "channel_join",
      "channel_join",
    ]);
  });
});

describe("shortcuts", () => {
  test("one from anywhere brings a trigger that opens a modal", async () => {
    const taken = await act("shortcut", { callback_id: "ask" });
    expect(taken).toMatchObject({ ok: true, triggerId: expect.any(String) });
    expect(await hears({ type: "shortcut" })).toMatchObject({ callback_id: "ask", user: { id: "U0USER1" } });
    const view = { type: "modal", title: { type: "plain_text", text: "Ask" }, blocks: [] };
    expect(await stage.call("views.open", { trigger_id: taken.triggerId, view })).toMatchObject({ ok: true });
  });

  test("one on a message brings the message and a response_url", async () => {
    const messageTs = await stage.write("keep me");
    expect(await act("shortcut", { callback_id: "keep", messageTs })).toMatchObject({ ok: true });
    const { response_url, ...payload } = await hears({ type: "message_action" });
    expect(payload).toMatchObject({
      callback_id: "keep",
      message_ts: messageTs,
      message: { text: "keep me" },
      channel: { id: "C0GENERAL", name: "general" },
    });
    const answer = await fetch(String(response_url), {
      method: "POST",
      body: JSON.stringify({ text: "kept" }),
      headers: { "content-type": "application/json" },
    });
    expect(await answer.json()).toEqual({ ok: true });
  });

  test("one that the manifest does not have, or not of this kind, is refused", async () => {
    expect(await act("shortcut", { callback_id: "keep" })).toEqual({ ok: false, error: "unknown_shortcut" });
    const messageTs = await stage.write();
    expect(await act("shortcut", { callback_id: "ask", messageTs })).toEqual({ ok: false, error: "unknown_shortcut" });
  });
});

describe("workflow steps", () => {
  test("a step is heard with its inputs, and ends as the app says", async () => {
    const { function_execution_id } = await act("step", { callback_id: "greet", inputs: { person: "U0USER2" } });
    const path = `step/${function_execution_id}`;
    expect(await hears({ type: "function_executed" })).toMatchObject({
      function: { callback_id: "greet" },
      inputs: { person: "U0USER2" },
      function_execution_id,
    });
    expect(await stage.slack.read(path)).toEqual({ ok: true, callback_id: "greet", name: "running" });
    await stage.call("functions.completeSuccess", { function_execution_id, outputs: { greeting: "hello" } });
    expect(await stage.slack.read(path)).toMatchObject({ name: "completed", outputs: { greeting: "hello" } });
  });

  test("an older manifest's parameters are read as well", async () => {
    expect(await act("step", { callback_id: "reverse", inputs: { loudly: true } })).toMatchObject({
      error: "missing_input",
    });
    expect(await act("step", { callback_id: "reverse", inputs: { text: "abc" } })).toMatchObject({ ok: true });
  });

  test("a step without what it needs is not begun", async () => {
    expect(await act("step", { callback_id: "greet" })).toEqual({ ok: false, error: "missing_input" });
    expect(await act("step", { callback_id: "none" })).toEqual({ ok: false, error: "unknown_step" });
  });
});

test("what becomes of channels and files is told", async () => {
  const channel = await stage.channel("hackathon");
  await stage.call("conversations.rename", { channel, name: "hackathon-2" });
  await stage.call("files.completeUploadExternal", { channel_id: channel, files: [{ id: await stage.file() }] });
  await stage.call("conversations.archive", { channel });
  const { log } = await stage.slack.read("log?since=0");
  const told = (log as Answer[]).filter(({ kind }) => kind === "events_api").map(({ summary }) => summary);
  expect(told).toEqual(["channel_created", "channel_rename", "message", "file_shared", "channel_archive"]);
});

test("an event without its scope or its subscription is not sent", async () => {
  const other = await setStage("manifest-channels-only.yml");
  const seen: unknown[] = [];
  try {
    await other.slack.connect((app) =>
      app.use(async ({ body }) => {
        seen.push((body as { event?: { type: string; text?: string } }).event?.text);
      }),
    );
    const ts = await other.write("one");
    // Subscribed to, but without im:history and reactions:read; and not subscribed to at all.
    await other.slack.control("message", { channel: "D0USER1", user: "U0USER1", text: "private" });
    await other.slack.control("react", { channel: "C0GENERAL", user: "U0USER1", messageTs: ts, name: "eyes" });
    await other.slack.control("open-home", { user: "U0USER1" });
    await other.write("two");
    await until(() => seen.includes("two") || undefined);
    expect(seen).toEqual(["one", "two"]);
  } finally {
    await other.slack.close();
  }
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { modal, type Stage, section, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(async () => {
  await stage.slack.control("reset", {});
  await stage.slack.control("limits", { enabled: false });
});
afterAll(() => stage.slack.close());

const later = () => Math.floor(stage.wall.now() / 1000) + 60;

describe("a channel by its name", () => {
  test.each([
    ["chat.postMessage", () => ({ text: "x" })],
    ["chat.postEphemeral", () => ({ text: "x", user: "U0USER1" })],
    ["chat.meMessage", () => ({ text: "x" })],
    ["chat.scheduleMessage", () => ({ text: "x", post_at: later() })],
  ])("is taken by %s, with and without #", async (method, more) => {
    expect(await stage.call(method, { ...more(), channel: "#general" })).toMatchObject({ ok: true });
    expect(await stage.call(method, { ...more(), channel: "general" })).toMatchObject({ ok: true });
  });

  const at = { ts: "1.000000", timestamp: "1.000000", message_ts: "1.000000", name: "eyes", users: "U0USER1" };
  const reader = { recipient_team_id: "T0ESTATE", recipient_user_id: "U0USER1", thread_ts: "1.000000" };
  test.each([
    ["chat.update", { text: "x" }],
    ["chat.delete", {}],
    ["chat.getPermalink", {}],
    ["chat.deleteScheduledMessage", { scheduled_message_id: "Q0" }],
    ["chat.startStream", { ...reader, markdown_text: "x" }],
    ["chat.appendStream", { markdown_text: "x" }],
    ["chat.stopStream", {}],
    ["conversations.info", {}],
    ["conversations.members", {}],
    ["conversations.history", {}],
    ["conversations.replies", {}],
    ["conversations.open", { users: undefined }],
    ["conversations.close", {}],
    ["conversations.join", {}],
    ["conversations.invite", {}],
    ["conversations.kick", { user: "U0USER1" }],
    ["conversations.leave", {}],
    ["conversations.mark", {}],
    ["conversations.setTopic", { topic: "x" }],
    ["conversations.setPurpose", { purpose: "x" }],
    ["conversations.rename", { name: "y" }],
    ["conversations.archive", {}],
    ["conversations.unarchive", {}],
    ["reactions.add", {}],
    ["reactions.remove", {}],
    ["reactions.get", {}],
    ["pins.add", {}],
    ["pins.remove", {}],
    ["pins.list", {}],
    ["files.completeUploadExternal", { files: [] }],
    ["assistant.threads.setTitle", { title: "x", thread_ts: "1.000000" }],
  ])("is nothing to %s", async (method, more) => {
    const named = { channel: "general", channel_id: "general" };
    expect(await stage.call(method, { ...at, ...named, ...more })).toMatchObject({
      ok: false,
      error: "channel_not_found",
    });
  });

  test("is nothing to chat.unfurl and chat.scheduledMessages.list, which have a code of their own", async () => {
    const unfurl = { channel: "general", ts: "1.000000", unfurls: {} };
    expect(await stage.call("chat.unfurl", unfurl)).toMatchObject({ error: "cannot_find_channel" });
    const list = { channel: "general" };
    expect(await stage.call("chat.scheduledMessages.list", list)).toMatchObject({ error: "invalid_channel" });
  });
});

describe("a person by their email", () => {
  const user = "user1@example.gov.uk";
  const channel = "C0ISBOPS";
  const home = { type: "home", blocks: [section("home")] };
  test.each([
    ["chat.postMessage", { channel: user, text: "x" }, "channel_not_found"],
    ["chat.postEphemeral", { channel, user, text: "x" }, "user_not_in_channel"],
    ["views.publish", { user_id: user, view: home }, "user_not_found"],
    ["conversations.open", { users: user }, "user_not_found"],
    ["conversations.invite", { channel, users: user }, "user_not_found"],
    ["conversations.kick", { channel, user }, "user_not_found"],
    ["users.info", { user }, "user_not_found"],
    ["users.conversations", { user }, "user_not_found"],
    ["users.profile.get", { user }, "user_not_found"],
    ["users.getPresence", { user }, "user_not_found"],
    ["reactions.list", { user }, "user_not_found"],
    ["files.list", { user }, "user_not_found"],
    [
      "chat.startStream",
      { channel, thread_ts: "1.000000", recipient_team_id: "T0ESTATE", recipient_user_id: user, markdown_text: "x" },
      "user_not_found",
    ],
  ])("is nobody to %s", async (method, params, error) => {
    expect(await stage.call(method, params)).toMatchObject({ ok: false, error });
  });

  test("is found by users.lookupByEmail, however it is written; an id is not", async () => {
    const found = { ok: true, user: { id: "U0USER1" } };
    expect(await stage.call("users.lookupByEmail", { email: "User1@Example.GOV.uk" })).toMatchObject(found);
    expect(await stage.call("users.lookupByEmail", { email: "U0USER1" })).toMatchObject({ error: "users_not_found" });
  });

  test("and a channel by its name may be given where a person's acts are ordered", async () => {
    const typed = { channel: "#general", user, command: "/isb", text: "" };
    const { triggerId: trigger_id } = await stage.slack.control("command", typed);
    expect(await stage.call("views.open", { trigger_id, view: modal() })).toMatchObject({ ok: true });
  });
});

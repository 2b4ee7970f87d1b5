import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people, workspace } from "../../../sim/people.ts";
import { type LocalSlack, startSlack } from "../local-slack.ts";
import { modal, type Stage, setStage } from "./stage.ts";

describe("an app with the scopes for public channels only", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage("manifest-channels-only.yml");
  });
  afterAll(() => stage.slack.close());

  const direct = { channel: "D0USER1" };
  const file = { type: "input", label: { type: "plain_text", text: "A file" }, element: { type: "file_input" } };
  const upload = modal({ submit: { type: "plain_text", text: "Send" }, blocks: [file] });
  test.each([
    ["conversations.info", direct, "im:read"],
    ["conversations.members", direct, "im:read"],
    ["conversations.list", { types: "im" }, "im:read"],
    ["conversations.list", { types: "mpim" }, "mpim:read"],
    ["conversations.list", { types: "public_channel,private_channel" }, "groups:read"],
    ["users.conversations", { types: "public_channel,im" }, "im:read"],
    ["users.conversations", { types: "mpim" }, "mpim:read"],
    ["conversations.history", direct, "im:history"],
    ["conversations.replies", { ...direct, ts: "1.000000" }, "im:history"],
    ["conversations.open", { users: "U0USER1" }, "im:write"],
    ["conversations.open", { users: "U0USER1,U0USER2" }, "mpim:write"],
    ["conversations.close", direct, "im:write"],
    ["conversations.create", { name: "secret", is_private: true }, "groups:write"],
    ["conversations.invite", { ...direct, users: "U0USER1" }, "im:write"],
    ["conversations.kick", { ...direct, user: "U0USER1" }, "im:write"],
    ["conversations.leave", direct, "im:write"],
    ["conversations.mark", { ...direct, ts: "1.000000" }, "im:write"],
    ["conversations.setTopic", { ...direct, topic: "x" }, "im:write,im:write.topic"],
    ["conversations.setPurpose", { ...direct, purpose: "x" }, "im:write,im:write.topic"],
    ["conversations.rename", { ...direct, name: "x" }, "im:write"],
    ["conversations.archive", direct, "im:write"],
    ["conversations.unarchive", direct, "im:write"],
    ["views.open", { trigger_id: "1.2.3", view: upload }, "files:read"],
    ["views.push", { trigger_id: "1.2.3", view: upload }, "files:read"],
    ["views.update", { view_id: "V0NONE", view: upload }, "files:read"],
  ])("%s of %o needs %s", async (method, params, needed) => {
    expect(await stage.call(method, params)).toMatchObject({ ok: false, error: "missing_scope", needed });
  });

  test("has no Home tab to publish, and no messages tab to post to", async () => {
    const view = { type: "home", blocks: [] };
    expect(await stage.call("views.publish", { user_id: "U0USER1", view })).toMatchObject({ error: "not_enabled" });
    const post = { channel: "U0USER1", text: "for you" };
    expect(await stage.call("chat.postMessage", post)).toMatchObject({ error: "messages_tab_disabled" });
  });

  test("keeps its own name, without the scope to take another", async () => {
    await stage.post({ username: "somebody else", icon_emoji: ":ghost:" });
    expect((await stage.slack.messages("C0GENERAL")).at(-1)).not.toHaveProperty("username");
  });
});

describe("a workspace of another kind", () => {
  let slack: LocalSlack;
  const call = async (method: string, token: string, body: object = {}) => {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return response.json();
  };

  test("people who left are not written to; an app behind HTTP gets no socket; a token taken back is good for nothing", async () => {
    slack = await startSlack({
      people: people.map((person) => ({ ...person, deactivated: person.slackId === "U0USER3" })),
      http: { requestUrl: "http://127.0.0.1:9/" },
    });
    try {
      const { botToken, appToken } = workspace;
      expect(await call("conversations.open", botToken, { users: "U0USER3" })).toMatchObject({
        error: "user_disabled",
      });
      const post = { channel: "U0USER3", text: "are you there?" };
      expect(await call("chat.postMessage", botToken, post)).toMatchObject({ error: "channel_not_found" });
      expect(await call("apps.connections.open", appToken)).toMatchObject({ error: "socket_mode_not_enabled" });
      expect(await call("auth.revoke", botToken)).toMatchObject({ ok: true, revoked: true });
      expect(await call("auth.test", botToken)).toEqual({ ok: false, error: "token_revoked" });
      await slack.control("reset", {});
      expect(await call("auth.test", botToken)).toMatchObject({ ok: true });
    } finally {
      await slack.close();
    }
  });
});

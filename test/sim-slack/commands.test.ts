import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

const byUser1 = { channel: "#general", user: "user1@example.gov.uk", command: "/isb" };

test("a command reaches the app whole, and its ack is shown to the person alone", async () => {
  slack = await startSlack();
  let body: Record<string, unknown> = {};
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      body = command;
      await ack({ text: "one moment", response_type: "ephemeral" });
    }),
  );

  const result = await slack.control("command", { ...byUser1, text: "lease list" });

  expect(result).toMatchObject({ ok: true, delivery: expect.any(String) });
  expect(body).toMatchObject({
    command: "/isb",
    text: "lease list",
    team_id: workspace.teamId,
    team_domain: "estate",
    channel_id: "C0GENERAL",
    channel_name: "general",
    user_id: "U0USER1",
    user_name: "user1",
    api_app_id: workspace.appId,
    is_enterprise_install: "false",
  });
  expect(body.trigger_id).toMatch(/\./);
  expect(result.triggerId).toBe(body.trigger_id);
  const mine = await slack.messages("C0GENERAL", "U0USER1");
  expect(mine).toMatchObject([{ text: "one moment", ephemeral: true, to: "U0USER1", bot_id: workspace.botId }]);
  expect(await slack.messages("C0GENERAL", "U0USER2")).toEqual([]);
  expect(await slack.messages("C0GENERAL")).toEqual([]);
});

test("an answer in the channel is for everyone; a plain string is private", async () => {
  slack = await startSlack();
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      await ack(command.text === "open" ? { text: "for all", response_type: "in_channel" } : "for you");
    }),
  );
  await slack.control("command", { ...byUser1, text: "open" });
  await slack.control("command", { ...byUser1, text: "quiet" });
  expect(await slack.messages("C0GENERAL", "U0USER2")).toMatchObject([{ text: "for all" }]);
  expect(await slack.messages("C0GENERAL", "U0USER1")).toMatchObject([{ text: "for all" }, { text: "for you" }]);
});

test("respond() answers five times and no more; then the address is used up", async () => {
  slack = await startSlack();
  const statuses: unknown[] = [];
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, respond }) => {
      await ack();
      for (let i = 1; i <= 6; i++) {
        await respond(`answer ${i}`).then(
          () => statuses.push("ok"),
          (error: { statusCode?: number }) => statuses.push(error.statusCode),
        );
      }
    }),
  );
  await slack.control("command", { ...byUser1, text: "" });
  await until(() => statuses.length === 6 || undefined);
  expect(statuses).toEqual(["ok", "ok", "ok", "ok", "ok", 404]);
  expect(await slack.messages("C0GENERAL", "U0USER1")).toHaveLength(5);
});

test("names of channels are hidden in private places, as real payloads hide them", async () => {
  slack = await startSlack();
  const names: string[] = [];
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      names.push(command.channel_name);
      await ack();
    }),
  );
  for (const channel of ["G0SECRET", "D0USER1", "C0RANDOM"]) {
    await slack.control("command", { ...byUser1, channel, text: "help" });
  }
  expect(names).toEqual(["privategroup", "directmessage", "random"]);
});

test("mentions and special characters arrive the way Slack encodes them", async () => {
  slack = await startSlack();
  const texts: string[] = [];
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      texts.push(command.text);
      await ack();
    }),
  );
  await slack.control("command", { ...byUser1, text: "assign @user2 #general a&b <3 user3@example.gov.uk" });
  await slack.control("command", { ...byUser1, text: "assign <@U0USER2|user2> <mailto:a@b.uk|a@b.uk>" });
  expect(texts).toEqual([
    "assign <@U0USER2|user2> <#C0GENERAL|general> a&amp;b &lt;3 user3@example.gov.uk",
    "assign <@U0USER2|user2> <mailto:a@b.uk|a@b.uk>",
  ]);
});

test("a person of the other organisation brings their own team id", async () => {
  slack = await startSlack();
  let team = "";
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      team = command.team_id;
      await ack();
    }),
  );
  await slack.control("command", { channel: "C0SHARED", user: "U0EXTERNAL", command: "/isb", text: "help" });
  expect(team).toBe(workspace.externalTeamId);
});

test("without a connection, and without an ack, the person is told", async () => {
  slack = await startSlack({ timings: { ackMs: 100 } });
  const nobody = await slack.control("command", { ...byUser1, text: "help" });
  await slack.connect((app) => app.command("/isb", async () => {}));
  const silent = await slack.control("command", { ...byUser1, text: "help" });

  expect(nobody).toMatchObject({ ok: false, error: "dispatch_failed" });
  expect(silent).toMatchObject({ ok: false, error: "operation_timeout" });
  expect(silent.ackMs).toBeGreaterThanOrEqual(95);
  expect(await slack.messages("C0GENERAL", "U0USER1")).toMatchObject([
    { user: "USLACKBOT", text: '/isb failed with the error "dispatch_failed"', ephemeral: true },
    {
      user: "USLACKBOT",
      text: "/isb failed because the app did not respond. Please try again or contact the app developer.",
      ephemeral: true,
    },
  ]);
});

test("an ack that Slack could not show is the app's error, and is not shown", async () => {
  slack = await startSlack();
  await slack.connect((app) =>
    app.command("/isb", async ({ ack }) => ack({ text: "x", blocks: [{ type: "nonsense" }] })),
  );
  const result = await slack.control("command", { ...byUser1, text: "" });
  expect(result).toMatchObject({ ok: false, error: "invalid_command_response" });
  expect(await slack.messages("C0GENERAL", "U0USER1")).toMatchObject([{ user: "USLACKBOT" }]);
});

test("a command can be sent again, the very same one", async () => {
  slack = await startSlack();
  const seen: string[] = [];
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, command }) => {
      seen.push(command.trigger_id);
      await ack();
    }),
  );
  const { delivery } = await slack.control("command", { ...byUser1, text: "assign" });
  const again = await slack.control("redeliver", { delivery });
  expect(again.ok).toBe(true);
  expect(seen).toHaveLength(2);
  expect(seen[0]).toBe(seen[1]);
});

test("what cannot be typed is refused: unknown command, unknown person, a channel one is not in", async () => {
  slack = await startSlack();
  const send = (change: object) => slack.control("command", { ...byUser1, text: "", ...change });
  expect(await send({ command: "/other" })).toMatchObject({ ok: false, error: "unknown_command" });
  expect(await send({ user: "nobody@example.gov.uk" })).toMatchObject({ ok: false, error: "user_not_found" });
  expect(await send({ user: "U0GUEST", channel: "C0ISBOPS" })).toMatchObject({ ok: false, error: "not_in_channel" });
  expect(await send({ channel: "#nowhere" })).toMatchObject({ ok: false, error: "channel_not_found" });
});

test("a command in a thread never reaches the app; the person alone is told, in the thread", async () => {
  slack = await startSlack();
  let heard = 0;
  await slack.connect((app) => {
    app.command("/isb", async ({ ack }) => {
      heard += 1;
      await ack();
    });
  });
  const { ts: thread_ts } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card" });
  const typed = { ...byUser1, text: "help", thread_ts };
  expect(await slack.control("command", typed)).toEqual({ ok: false, error: "not_supported_in_threads" });
  const lost = { ...typed, thread_ts: "1.000000" };
  expect(await slack.control("command", lost)).toMatchObject({ ok: false, error: "message_not_found" });
  expect((await slack.messages("C0GENERAL", "U0USER1")).slice(1)).toMatchObject([
    { user: "USLACKBOT", text: "/isb is not supported in threads. Sorry!", ephemeral: true, thread_ts },
  ]);
  expect(await slack.messages("C0GENERAL", "U0USER2")).toHaveLength(1);
  await slack.control("command", { ...byUser1, text: "help" });
  expect(heard).toBe(1);
});

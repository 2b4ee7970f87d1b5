import { SocketModeClient } from "@slack/socket-mode";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

const mention = (text = "hi") =>
  slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: `<@${workspace.botUserId}> ${text}` });

test("mentions and direct messages arrive as events, and nothing the app did not subscribe to", async () => {
  slack = await startSlack();
  const seen: Record<string, unknown>[] = [];
  await slack.connect((app) => {
    app.event("app_mention", async ({ event, body }) => {
      seen.push({ ...event, team_id: body.team_id, authorizations: body.authorizations });
    });
    app.event("message", async ({ event }) => {
      seen.push(event as unknown as Record<string, unknown>);
    });
  });
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "not for the app" });
  await mention("help");
  await slack.control("message", { channel: "D0USER1", user: "U0USER1", text: "hello" });
  await until(() => seen.length === 2 || undefined);
  expect(seen[0]).toMatchObject({
    type: "app_mention",
    user: "U0USER1",
    text: `<@${workspace.botUserId}> help`,
    channel: "C0GENERAL",
    team_id: workspace.teamId,
    authorizations: [{ user_id: workspace.botUserId, is_bot: true }],
  });
  expect(seen[1]).toMatchObject({ type: "message", channel: "D0USER1", channel_type: "im", text: "hello" });
});

test("an event that is not acknowledged comes again, marked as a retry, until it is", async () => {
  slack = await startSlack({ timings: { ackMs: 50, eventRetriesMs: [0, 20, 40] } });
  const client = new SocketModeClient({
    appToken: workspace.appToken,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
  });
  const seen: unknown[] = [];
  client.on("app_mention", async ({ ack, body, retry_num, retry_reason }) => {
    seen.push([body.event_id, retry_num, retry_reason]);
    if (seen.length === 3) await ack();
  });
  await client.start();
  await mention();
  await until(() => seen.length >= 3 || undefined);
  const [id] = seen[0] as [string];
  // Long enough that a fourth delivery would have come.
  await new Promise((resolve) => setTimeout(resolve, 150));
  await client.disconnect();
  expect(seen).toEqual([
    [id, 0, ""],
    [id, 1, "timeout"],
    [id, 2, "timeout"],
  ]);
});

test("an event sent while nobody is connected arrives by its retry", async () => {
  slack = await startSlack({ timings: { eventRetriesMs: [0, 300, 300] } });
  await mention("while you were out");
  let text = "";
  await slack.connect((app) =>
    app.event("app_mention", async ({ event }) => {
      text = event.text;
    }),
  );
  await until(() => text || undefined);
  expect(text).toContain("while you were out");
});

test("two sockets share the payloads, each going to one of them", async () => {
  let flip = 0;
  slack = await startSlack({ random: () => (flip++ % 2) / 2 });
  const counts = [0, 0];
  for (const index of [0, 1]) {
    await slack.connect((app) =>
      app.command("/isb", async ({ ack }) => {
        counts[index] = (counts[index] ?? 0) + 1;
        await ack();
      }),
    );
  }
  for (let i = 0; i < 6; i++) {
    await slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" });
  }
  expect(counts).toEqual([3, 3]);
});

test("told to go, a client goes and comes back; a used ticket opens nothing", async () => {
  slack = await startSlack();
  const client = new SocketModeClient({
    appToken: workspace.appToken,
    clientPingTimeout: 100,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
  });
  let connected = 0;
  client.on("connected", () => {
    connected += 1;
  });
  await client.start();
  expect(await slack.control("disconnect", { reason: "refresh_requested" })).toEqual({ ok: true, disconnected: 1 });
  await until(() => connected === 2 || undefined);
  await client.disconnect();

  const response = await fetch(`${slack.url}/api/apps.connections.open`, {
    method: "POST",
    headers: { authorization: `Bearer ${workspace.appToken}` },
  });
  const { url } = (await response.json()) as { url: string };
  const first = new WebSocket(url);
  await new Promise((resolve) => first.addEventListener("message", resolve, { once: true }));
  const second = new WebSocket(url);
  await new Promise((resolve) => second.addEventListener("error", resolve, { once: true }));
  first.close();
  expect(second.readyState).toBe(WebSocket.CLOSED);
});

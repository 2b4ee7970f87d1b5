import { SocketModeClient } from "@slack/socket-mode";
import { WebClient } from "@slack/web-api";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type Answer, type LocalSlack, startSlack, until } from "./local-slack.ts";

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
  // The last wait is none: a fourth delivery would be there before whatever comes after the acknowledgement.
  slack = await startSlack({ timings: { ackMs: 50, eventRetriesMs: [0, 20, 0] } });
  const client = new SocketModeClient({
    appToken: workspace.appToken,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
  });
  const seen: { text: string; num: number; reason: string; id: string }[] = [];
  client.on("app_mention", async ({ ack, body, event, retry_num, retry_reason }) => {
    seen.push({ text: event.text.split("> ")[1], num: retry_num, reason: retry_reason, id: body.event_id });
    if (seen.length >= 3) await ack();
  });
  await client.start();
  await mention("first");
  const acks = async () => ((await slack.read("log")).log as Answer[]).filter(({ kind }) => kind === "ack");
  await until(async () => (await acks()).length > 0 || undefined);
  await mention("second");
  await until(() => seen.some(({ text }) => text === "second") || undefined);
  await client.disconnect();
  expect(seen).toMatchObject([
    { text: "first", num: 0, reason: "" },
    { text: "first", num: 1, reason: "timeout" },
    { text: "first", num: 2, reason: "timeout" },
    { text: "second", num: 0, reason: "" },
  ]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(2);
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

/** A bare socket, and what came over it. */
async function openSocket() {
  const { url } = (await new WebClient(workspace.appToken, { slackApiUrl: `${slack.url}/api/` }).apps.connections.open(
    {},
  )) as {
    url: string;
  };
  const heard: Record<string, unknown>[] = [];
  const socket = new WebSocket(url);
  socket.addEventListener("message", ({ data }) => heard.push(JSON.parse(String(data))));
  await until(() => heard.length > 0 || undefined);
  return {
    socket,
    heard,
    reasons: () => heard.filter(({ type }) => type === "disconnect").map(({ reason }) => reason),
  };
}

test("a socket is greeted with how many there are and how long it will last", async () => {
  slack = await startSlack();
  const first = await openSocket();
  const second = await openSocket();
  expect(first.heard[0]).toMatchObject({
    type: "hello",
    num_connections: 1,
    connection_info: { app_id: workspace.appId },
  });
  expect(second.heard[0]).toMatchObject({ num_connections: 2, debug_info: { approximate_connection_time: 18_060 } });
});

test("a socket that has lived its time is warned, goes on getting payloads, and is then cut", async () => {
  slack = await startSlack({ timings: { connectionMs: 150, warningMs: 100 } });
  const { socket, heard, reasons } = await openSocket();
  await until(() => reasons().length === 1 || undefined);
  const between = slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "in time" });
  const command = await until(() => heard.find(({ type }) => type === "slash_commands"));
  socket.send(JSON.stringify({ envelope_id: command.envelope_id }));
  expect(await between).toMatchObject({ ok: true });
  await until(() => socket.readyState === WebSocket.CLOSED || undefined);
  expect(reasons()).toEqual(["warning", "refresh_requested"]);
});

test("a refresh by hand is the same, at once", async () => {
  slack = await startSlack({ timings: { warningMs: 20 } });
  const { reasons } = await openSocket();
  expect(await slack.control("refresh", {})).toEqual({ ok: true, refreshed: 1 });
  await until(() => reasons().length === 2 || undefined);
  expect(reasons()).toEqual(["warning", "refresh_requested"]);
});

test("a socket that is told to go gets nothing while another is there", async () => {
  slack = await startSlack();
  const going = await openSocket();
  await slack.control("disconnect", { reason: "refresh_requested" });
  const staying = await openSocket();
  const sent = Promise.all([1, 2, 3, 4].map(() => mention()));
  await until(() => staying.heard.filter(({ type }) => type === "events_api").length === 4 || undefined);
  await sent;
  expect(going.heard.filter(({ type }) => type === "events_api")).toEqual([]);
});

test("an app has ten sockets, and the eleventh is sent away", async () => {
  slack = await startSlack();
  for (let n = 1; n <= 10; n++) await openSocket();
  const { heard } = await openSocket();
  expect(heard).toMatchObject([{ type: "disconnect", reason: "too_many_websockets" }]);
  expect((await slack.read("state")).app).toMatchObject({ connections: 10 });
});

test("Socket Mode turned off is said as link_disabled; a reason Slack does not have is refused", async () => {
  slack = await startSlack();
  const { reasons } = await openSocket();
  expect(await slack.control("disconnect", { reason: "link_disabled" })).toEqual({ ok: true, disconnected: 1 });
  await until(() => reasons().includes("link_disabled") || undefined);
  expect(await slack.control("disconnect", { reason: "bored" })).toEqual({ ok: false, error: "unknown_reason" });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
let server: Server;
afterEach(async () => {
  await slack.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A Bolt app behind HTTP on a free port, and a local Slack that delivers to it. */
async function startOverHttp(prepare: (app: App) => void, signingSecret: string = workspace.signingSecret) {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  // Bolt is given Slack's address only once Slack knows Bolt's.
  server = createServer((request, response) => receiver.requestListener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  slack = await startSlack({
    http: { requestUrl: `http://127.0.0.1:${port}/slack/events` },
    timings: { eventRetriesMs: [0, 10, 20] },
  });
  const app = new App({
    token: workspace.botToken,
    receiver,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
    logLevel: LogLevel.ERROR,
  });
  prepare(app);
}

const command = (text: string) =>
  slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text });

test("commands, clicks and events arrive signed, and Bolt takes them", async () => {
  const seen: unknown[] = [];
  await startOverHttp((app) => {
    app.command("/isb", async ({ ack, command: body }) => {
      seen.push(body.text);
      await ack(body.text === "json" ? { text: "as JSON" } : "as text");
    });
    app.action("yes", async ({ ack }) => {
      seen.push("clicked");
      await ack();
    });
    app.event("app_mention", async ({ event }) => {
      seen.push(event.type);
    });
  });
  expect(await command("json")).toMatchObject({ ok: true });
  expect(await command("text")).toMatchObject({ ok: true });
  expect(await slack.messages("C0GENERAL", "U0USER1")).toMatchObject([{ text: "as JSON" }, { text: "as text" }]);
  const { ts } = await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    text: "card",
    blocks: [
      { type: "actions", elements: [{ type: "button", action_id: "yes", text: { type: "plain_text", text: "Yes" } }] },
    ],
  });
  const press = { channel: "C0GENERAL", messageTs: ts, user: "U0USER1", action: { type: "button", action_id: "yes" } };
  expect(await slack.control("interact", press)).toMatchObject({ ok: true });
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "@isb hello" });
  await until(() => seen.includes("app_mention") || undefined);
  expect(seen).toEqual(["json", "text", "clicked", "app_mention"]);
});

test("a wrong signing secret is refused by the app, and the person is told", async () => {
  await startOverHttp((app) => app.command("/isb", async ({ ack }) => ack()), "another secret");
  expect(await command("")).toMatchObject({ ok: false, error: "http_client_error" });
  expect(await slack.messages("C0GENERAL", "U0USER1")).toMatchObject([
    { text: '/isb failed with the error "http_client_error"' },
  ]);
});

test("events are retried with Slack's headers, unless the app says not to", async () => {
  const retries: unknown[] = [];
  server = createServer((request, response) => {
    retries.push([request.headers["x-slack-retry-num"], request.headers["x-slack-retry-reason"]]);
    const last = retries.length === 3 ? { "x-slack-no-retry": "1" } : {};
    request.resume().on("end", () => response.writeHead(500, last).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  slack = await startSlack({
    http: { requestUrl: `http://127.0.0.1:${port}/` },
    timings: { eventRetriesMs: [0, 10, 20] },
  });
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "@isb hello" });
  await until(() => retries.length === 3 || undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(retries).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "http_error"],
  ]);
});

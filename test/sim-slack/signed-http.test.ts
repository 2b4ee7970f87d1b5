import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
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
  if (server.listening) await new Promise((resolve) => server.close(resolve));
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

/** A bare server in the app's place; `answer` does what the app would. */
async function startBare(answer: (request: { path: string; body: string; headers: IncomingHttpHeaders }) => Reply) {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { status, headers = {}, text = "" } = answer({ path: request.url ?? "", body, headers: request.headers });
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  slack = await startSlack({ http: { requestUrl: `http://127.0.0.1:${port}/slack` }, timings: { ackMs: 200 } });
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  text?: string;
}

test("a new request URL must send the challenge back, and Bolt does", async () => {
  await startOverHttp(() => {});
  expect(await slack.control("verify-url", {})).toEqual({ ok: true });
});

test.each<[string, (body: string) => Reply, object]>([
  [
    "as JSON",
    (body) => ({ status: 200, text: JSON.stringify({ challenge: JSON.parse(body).challenge }) }),
    { ok: true },
  ],
  ["as text", (body) => ({ status: 200, text: JSON.parse(body).challenge }), { ok: true }],
  ["as a form", (body) => ({ status: 200, text: `challenge=${JSON.parse(body).challenge}` }), { ok: true }],
  [
    "not at all",
    () => ({ status: 200, text: "hello" }),
    { ok: false, error: "the request URL did not answer with the value of the challenge parameter" },
  ],
  ["with an error", () => ({ status: 404 }), { ok: false, error: "the request URL answered 404" }],
])("the challenge sent back %s", async (_, reply, expected) => {
  await startBare(({ body }) => reply(body));
  expect(await slack.control("verify-url", {})).toEqual(expected);
});

test.each([
  [200, { ok: true }],
  [204, { ok: true }],
  [404, { ok: false, error: "http_client_error" }],
  [503, { ok: false, error: "http_service_error" }],
  [304, { ok: false, error: "too_many_redirects" }],
])("an answer of %i", async (status, expected) => {
  await startBare(() => ({ status }));
  expect(await command("")).toMatchObject(expected);
});

test("two redirects are followed, a third is a failure", async () => {
  const paths: string[] = [];
  let hops = 2;
  await startBare(({ path }) => {
    paths.push(path);
    const next = Number(path.split("/")[2] ?? "0") + 1;
    return next > hops ? { status: 200 } : { status: 302, headers: { location: `/slack/${next}` } };
  });
  expect(await command("")).toMatchObject({ ok: true });
  expect(paths).toEqual(["/slack", "/slack/1", "/slack/2"]);
  hops = 3;
  expect(await command("")).toMatchObject({ ok: false, error: "too_many_redirects" });
});

test("every delivery is signed over its time and its raw body", async () => {
  const seen: { body: string; headers: IncomingHttpHeaders }[] = [];
  await startBare((request) => {
    seen.push(request);
    return { status: 200 };
  });
  await command("a & b");
  const [{ body, headers } = { body: "", headers: {} }] = seen;
  const timestamp = String(headers["x-slack-request-timestamp"]);
  const expected = createHmac("sha256", workspace.signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  expect(headers["x-slack-signature"]).toBe(`v0=${expected}`);
  expect(Math.abs(Number(timestamp) * 1000 - Date.now())).toBeLessThan(60_000);
  expect(headers["user-agent"]).toContain("Slackbot");
  expect(new URLSearchParams(body).get("text")).toBe("a &amp; b");
});

test("an app that is not there is not waited for", async () => {
  server = createServer();
  slack = await startSlack({ http: { requestUrl: "http://127.0.0.1:9/" } });
  expect(await command("")).toMatchObject({ ok: false, error: "dispatch_failed" });
  expect(await slack.control("verify-url", {})).toEqual({ ok: false, error: "the request URL cannot be reached" });
});

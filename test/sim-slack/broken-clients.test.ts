import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type Answer, type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

/** A bare connection that has sent these lines. */
async function send(...lines: string[]): Promise<Socket> {
  const socket = connect(slack.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return socket;
}
const upgrade = (target: string) =>
  send(
    `GET ${target} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
  );

/** A socket with a ticket, greeted or sent away. */
async function openSocket(): Promise<Socket> {
  const client = new WebClient(workspace.appToken, { slackApiUrl: `${slack.url}/api/` });
  const { pathname, search } = new URL((await client.apps.connections.open({})).url ?? "");
  const socket = await upgrade(`${pathname}${search}`);
  await once(socket, "data");
  return socket;
}

/** One byte of text without the mask that every client's frame must have (RFC 6455, section 5.1). */
const unmasked = Buffer.from([0x81, 0x01, 0x61]);

test.each(["//", "//:99999/", "/link/", "/link/?ticket=none"])(
  "a socket at %s is closed, and no more",
  async (target) => {
    await once((await upgrade(target)).resume(), "close");
    expect(await slack.client.api.test()).toMatchObject({ ok: true });
  },
);

test("a request for no path is told so", async () => {
  const socket = await send("GET // HTTP/1.1", "Host: 127.0.0.1", "Connection: close");
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
});

test("a frame that is none ends its socket alone, also that of an eleventh that was sent away", async () => {
  const sockets = [];
  for (let n = 1; n <= 11; n += 1) sockets.push(await openSocket());
  for (const socket of sockets.slice(-2)) {
    socket.write(unmasked);
    await once(socket.resume(), "close");
  }
  await until(async () => ((await slack.read("state")).app as Answer).connections === 9 || undefined);
});

const json = { "content-type": "application/json" };
const tooMuch = JSON.stringify({ text: "x".repeat(4 * 1024 * 1024) });
test.each([
  ["a body that is no JSON", "_control/command", "{bad", 400, "the body is no JSON object"],
  ["a body that is no JSON object", "_control/command", "[1]", 400, "the body is no JSON object"],
  ["an answer to a command that is no JSON", "hooks/commands/T/1/x", "{bad", 400, "invalid_payload"],
  ["more than is read, by a person", "_control/message", tooMuch, 413, "the body is larger than 4194304 bytes"],
  ["more than is read, by the app", "api/chat.postMessage", tooMuch, 413, "the body is larger than 4194304 bytes"],
])("%s is refused as what it is", async (_, path, body, status, error) => {
  const response = await fetch(`${slack.url}/${path}`, { method: "POST", headers: json, body });
  expect([response.status, await response.json()]).toEqual([status, { ok: false, error }]);
});

test.each(["messages/%E0%A4", "views/%", "step/%zz"])(
  "a path that is no text, %s, is refused by name",
  async (path) => {
    const response = await fetch(`${slack.url}/_control/${path}`);
    const part = path.split("/")[1];
    expect([response.status, await response.json()]).toEqual([
      400,
      { ok: false, error: `the path's "${part}" is no percent-encoded UTF-8` },
    ]);
  },
);

test("a body may be left out", async () => {
  const response = await fetch(`${slack.url}/_control/reset`, { method: "POST", headers: json });
  expect(await response.json()).toEqual({ ok: true });
});

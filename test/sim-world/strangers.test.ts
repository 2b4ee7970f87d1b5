import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAws } from "../../sim/aws/server.ts";
import { createManualClock } from "../../sim/clock.ts";
import { createControl } from "../../sim/http/control.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack } from "../../sim/slack/server.ts";
import { createWorld } from "../../sim/world/world.ts";

type Part = "slack" | "aws" | "isb";
interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const clock = createManualClock();
const world = createWorld({ clock });
let parts: Record<Part, { port: number; close(): Promise<void> }>;

beforeAll(async () => {
  const manifestPath = fileURLToPath(new URL("../sim-slack/manifest.yml", import.meta.url));
  const estate = createControl({ world, services: ["isb"] });
  const page = { routes: new Map([["/", { type: "text/html", body: "<p>page</p>" }]]) };
  const [slack, aws, isb] = await Promise.all([
    createSlack({ clock, people, workspace, log: silentLog, port: 0, manifestPath, estate, page }),
    createAws({ clock, world, log: silentLog, port: 0 }),
    createIsb({ clock, world, log: silentLog, port: 0 }),
  ]);
  parts = { slack, aws, isb };
});
afterAll(async () => {
  world.close();
  await Promise.all(Object.values(parts).map((part) => part.close()));
});

/** Sends what a browser would: `fetch` lets nobody name a Host or an Origin. PORT stands for the part's own. */
function send(part: Part, { method = "POST", path, headers = {}, body = "" }: Sent) {
  const { port } = parts[part];
  const own = Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", String(port))]);
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, method, path, headers: Object.fromEntries(own) },
      (incoming) => {
        let text = "";
        incoming.on("data", (chunk) => {
          text += String(chunk);
        });
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text }));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const json = { "content-type": "application/json" };
const speed = { path: "/_control/clock", body: '{"speed":7}' };
const asPerson = { path: "/_control/message", body: '{"user":"U0USER1","channel":"C0GENERAL","text":"not mine"}' };

const strangers: [string, Record<string, string>, string][] = [
  ["a page of elsewhere", { ...json, origin: "https://evil.example" }, "Origin is https://evil.example"],
  ["a page that hides where it is from", { ...json, origin: "null" }, "Origin is null"],
  ["a page of another port", { ...json, origin: "http://127.0.0.1:1" }, "Origin is http://127.0.0.1:1"],
  ["a name that was made to lead here", { ...json, host: "evil.example:PORT" }, "Host is evil.example"],
  ["this machine at another port", { ...json, host: "127.0.0.1:1" }, "Host is 127.0.0.1:1"],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, "send it as Content-Type: application/json"],
  ["a form's plain text", { "content-type": "text/plain" }, "send it as Content-Type: application/json"],
  ["a body that names no type", {}, "The body is of no type"],
];

describe.each(["slack", "aws", "isb"] as const)("control routes of %s", (part) => {
  test.each(strangers)("are closed to %s", async (_name, headers, says) => {
    const { status, text } = await send(part, { ...(part === "slack" ? asPerson : speed), headers });
    expect([status, text]).toEqual([403, expect.stringContaining(says)]);
    expect(clock.speed).toBe(1);
  });

  test.each([
    ["programs, which name no origin", json],
    ["its own page", { ...json, host: "localhost:PORT", origin: "http://localhost:PORT" }],
    ["its own page by IPv6", { ...json, host: "[::1]:PORT", origin: "http://[::1]:PORT" }],
  ])("are open to %s", async (_name, headers) => {
    const { status, text } = await send(part, { path: "/_control/config", body: '{"maintenanceMode":false}', headers });
    expect([status, text]).toEqual([200, expect.stringContaining('"ok":true')]);
  });

  test("that need no body may come without one", async () => {
    expect((await send(part, { path: "/_control/rotate-secret" })).status).toBe(200);
    expect((await send(part, { method: "GET", path: "/_control/world" })).status).toBe(200);
  });

  test("tell a page of elsewhere nothing either", async () => {
    const answer = await send(part, { method: "GET", path: "/_control/world", headers: { host: "evil.example" } });
    expect(answer.status).toBe(403);
  });
});

test.each(["/", "/archives/C0GENERAL/p1", "/files/F1", "/upload/abc"])(
  "Slack's %s answers to its own name only",
  async (path) => {
    const { status, text } = await send("slack", { method: "GET", path, headers: { host: "evil.example" } });
    expect([status, text]).toEqual([403, expect.stringContaining("Host is evil.example")]);
    expect((await send("slack", { method: "GET", path })).status).not.toBe(403);
  },
);

test("Slack's Web API, which wants a token, answers to whoever has one", async () => {
  const headers = {
    authorization: `Bearer ${workspace.botToken}`,
    host: "slack.example",
    origin: "https://app.example",
  };
  expect(await send("slack", { path: "/api/auth.test", headers })).toMatchObject({
    status: 200,
    text: expect.stringContaining('"ok":true'),
  });
});

test("nobody agrees to a sign-in by a form of another page", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" };
  const body = "userCode=BCDF-GHJK&userId=x&answer=allow";
  expect((await send("aws", { path: "/device", headers, body })).status).toBe(403);
  const own = { ...headers, origin: "http://127.0.0.1:PORT", host: "127.0.0.1:PORT" };
  expect((await send("aws", { path: "/device", headers: own, body })).status).toBe(400);
});

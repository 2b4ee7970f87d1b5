import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { faultCatalogue } from "../../sim/world/fault-catalogue.ts";
import { createFaults } from "../../sim/world/faults.ts";
import { type Answer, type LocalSlack, startSlack, until } from "./local-slack.ts";

const faults = createFaults();
const ackMs = 1_000;
let slack: LocalSlack;
const heard: string[] = [];

beforeAll(async () => {
  slack = await startSlack({ faults, timings: { ackMs, eventRetriesMs: [0, 60_000] } });
  await slack.connect((app) => {
    app.command("/isb", async ({ command, ack }) => {
      heard.push(command.text);
      await ack();
    });
    app.event("app_mention", async ({ event }) => {
      heard.push(event.text.split("> ")[1] ?? "");
    });
  });
});
afterEach(async () => {
  faults.clear();
  heard.length = 0;
  await slack.control("reset", {});
});
afterAll(() => slack.close());

const order = (kind: string, operation?: string, delayMs?: number) =>
  faults.order({
    service: "slack",
    kind,
    ...(operation === undefined ? {} : { operation }),
    ...(delayMs === undefined ? {} : { delayMs }),
  });
const post = (text: string) => slack.client.chat.postMessage({ channel: "C0GENERAL", text });
const texts = async () => (await slack.messages("C0GENERAL")).map((message) => message.text);
const command = (text: string) =>
  slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text });
const log = async () => (await slack.read("log?since=0")).log as Answer[];

test("a rate ordered to be used up is refused with a wait of 3 s, once", async () => {
  order("429", "chat.postMessage");
  await expect(post("one")).rejects.toMatchObject({ retryAfter: 3 });
  await post("two");
  expect(await texts()).toEqual(["two"]);
});

test("an ordered error is internal_error, and nothing is done", async () => {
  order("error");
  await expect(post("one")).rejects.toMatchObject({ data: { ok: false, error: "internal_error" } });
  expect(await texts()).toEqual([]);
});

test("a lost reply: it is done, and the app never hears so", async () => {
  order("lost-reply", "chat.postMessage");
  await expect(post("one")).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  expect(await texts()).toEqual(["one"]);
});

test("down: the connection closes, and nothing is done", async () => {
  order("down", "chat.postMessage");
  await expect(post("one")).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  expect(await texts()).toEqual([]);
});

test("slow: it is done at once, and answered later", async () => {
  order("slow", "chat.postMessage", 120);
  const started = performance.now();
  await post("one");
  expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  expect(await texts()).toEqual(["one"]);
});

test("trouble for one method leaves the others alone", async () => {
  order("error", "chat.update");
  await post("one");
  expect(faults.list()).toHaveLength(1);
});

test("a lost command reaches nobody, and the person is told after the wait", async () => {
  order("delivery-lost", "/isb");
  expect(await command("lost")).toMatchObject({ ok: false, error: "operation_timeout", ackMs });
  expect(await command("found")).toMatchObject({ ok: true });
  expect(heard).toEqual(["found"]);
});

test("a lost event comes again by Slack's retry", async () => {
  order("delivery-lost", "app_mention");
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "@isb hello" });
  await until(() => heard.length === 1 || undefined);
  expect((await log()).filter(({ summary }) => summary === "app_mention (retry 1)")).toHaveLength(1);
});

test("a doubled command is heard twice, and acknowledged once", async () => {
  order("delivery-doubled", "slash_commands");
  expect(await command("twice")).toMatchObject({ ok: true });
  await until(() => heard.length === 2 || undefined);
  expect(heard).toEqual(["twice", "twice"]);
});

test("a late event is overtaken by the next", async () => {
  order("delivery-late", "app_mention", 700);
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "@isb first" });
  await slack.control("message", { channel: "C0GENERAL", user: "U0USER1", text: "@isb second" });
  await until(() => heard.length === 2 || undefined);
  expect(heard).toEqual(["second", "first"]);
});

test("a command later than Slack waits is lost for the person, and reaches the app all the same", async () => {
  order("delivery-late", "/isb", ackMs + 50);
  expect(await command("late")).toMatchObject({ ok: false, error: "operation_timeout" });
  await until(() => heard.includes("late") || undefined);
});

test.each([
  ["lost", ackMs * 10],
  ["late", ackMs * 10],
])("a workspace that begins again ends the wait for a %s command, and says nothing of it", async (kind, delayMs) => {
  order(`delivery-${kind}`, "/isb", delayMs);
  const waiting = command("of before");
  await until(async () => (await log()).length > 0 || undefined);
  await slack.control("reset", {});
  expect(await waiting).toMatchObject({ ok: false, error: "dispatch_failed" });
  expect(await slack.messages("C0GENERAL", "U0USER1")).toEqual([]);
});

test("the record names the trouble that met a call or a delivery", async () => {
  order("error", "chat.postMessage");
  await post("one").catch(() => {});
  order("delivery-doubled");
  await command("twice");
  const met = (await log()).flatMap(({ fault, summary }) => (fault === undefined ? [] : [[summary, fault]]));
  expect(met).toEqual([
    ["chat.postMessage", "error"],
    ["/isb twice", "delivery-doubled"],
  ]);
});

test("every kind of the catalogue is one that Slack knows how to have", () => {
  const tried = ["429", "error", "lost-reply", "down", "slow", "delivery-lost", "delivery-doubled", "delivery-late"];
  expect(Object.keys(faultCatalogue.slack).sort()).toEqual(tried.sort());
});

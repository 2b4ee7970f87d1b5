import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handClock, type LocalSlack, startSlack, until } from "./local-slack.ts";

const wall = handClock();
let slack: LocalSlack;
/** The response_url of the last command. */
let url = "";
beforeAll(async () => {
  slack = await startSlack({ wall });
  await slack.connect((app) => {
    app.command("/isb", async ({ command, ack }) => {
      url = command.response_url;
      await ack();
    });
    app.action("go", async ({ body, ack }) => {
      url = (body as { response_url: string }).response_url;
      await ack();
    });
  });
});
beforeEach(async () => {
  await slack.control("reset", {});
  await slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" });
});
afterAll(() => slack.close());

async function answer(body: unknown, to = url) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(to, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, ...((await response.json()) as object) };
}
const seen = (user: string) => slack.messages("C0GENERAL", user);
const button = { type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } };

test("an answer is for the person alone, unless it says otherwise", async () => {
  expect(await answer({ text: "for you" })).toEqual({ status: 200, ok: true });
  expect(await answer({ text: "for all", response_type: "in_channel" })).toEqual({ status: 200, ok: true });
  expect(await seen("U0USER1")).toMatchObject([{ text: "for you", ephemeral: true }, { text: "for all" }]);
  expect(await seen("U0USER2")).toMatchObject([{ text: "for all" }]);
});

test("it takes five answers, and lives for thirty minutes", async () => {
  const old = url;
  for (let n = 1; n <= 5; n++) expect(await answer({ text: String(n) })).toMatchObject({ ok: true });
  expect(await answer({ text: "6" })).toEqual({ status: 404, ok: false, error: "used_url" });
  await slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" });
  expect(url).not.toBe(old);
  wall.forward(30 * 60_000);
  expect(await answer({ text: "just in time" })).toMatchObject({ ok: true });
  wall.forward(1);
  expect(await answer({ text: "too late" })).toEqual({ status: 404, ok: false, error: "expired_url" });
});

test("an address that Slack never gave is an expired one", async () => {
  const other = `${slack.url}/hooks/commands/T0ESTATE/NONE/none`;
  expect(await answer({ text: "x" }, other)).toEqual({ status: 404, ok: false, error: "expired_url" });
});

test("what a message could not hold is refused, and nothing is shown", async () => {
  expect(await answer({})).toEqual({ status: 400, ok: false, error: "no_text" });
  expect(await answer({ text: "x", blocks: [{ type: "nonsense" }] })).toMatchObject({
    status: 400,
    error: "invalid_blocks",
  });
  expect(await seen("U0USER1")).toEqual([]);
});

test("after a click an answer replaces the message, or takes it away", async () => {
  const { ts } = await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    text: "card",
    blocks: [{ type: "actions", elements: [button] }] as never,
  });
  const click = { channel: "C0GENERAL", messageTs: ts, user: "U0USER1", action: { type: "button", action_id: "go" } };
  await slack.control("interact", click);
  expect(await answer({ replace_original: true, text: "done" })).toMatchObject({ ok: true });
  expect(await seen("U0USER2")).toMatchObject([{ ts, text: "done" }]);
  expect(await answer({ delete_original: true })).toMatchObject({ ok: true });
  await until(async () => (await seen("U0USER2")).length === 0 || undefined);
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Stage, section, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(async () => {
  await stage.slack.control("reset", {});
  await stage.slack.control("limits", { enabled: false });
});
afterAll(() => stage.slack.close());

const task = (id: string, more: object = {}) => ({ type: "task_update", id, title: `task ${id}`, ...more });
const tasks = (count: number) => Array.from({ length: count }, (_, at) => task(String(at), { status: "complete" }));
const richText = (text: string) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
});

/** The place of a new stream in #general. */
async function begin(more: object = {}): Promise<{ channel: string; ts: string }> {
  const reader = { recipient_team_id: "T0ESTATE", recipient_user_id: "U0USER1" };
  const started = { channel: "C0GENERAL", thread_ts: await stage.write(), ...reader, ...more };
  const { ts } = await stage.call("chat.startStream", started);
  return { channel: "C0GENERAL", ts: String(ts) };
}
const shown = async (ts: string) => (await stage.slack.messages("C0GENERAL")).find((message) => message.ts === ts);

test("a task keeps what was said of it, and its details grow", async () => {
  const at = await begin({ chunks: [task("1", { status: "in_progress", details: "one " })] });
  await stage.call("chat.appendStream", { ...at, chunks: [task("1", { status: "in_progress", details: "" })] });
  await stage.call("chat.appendStream", { ...at, chunks: [task("1", { status: "complete", details: "two" })] });
  const { blocks } = (await shown(at.ts)) ?? {};
  const card = { type: "task_card", task_id: "1", title: "task 1", status: "complete", details: richText("one two") };
  expect(blocks).toEqual([{ ...card, block_id: expect.any(String) }]);
});

test("a plan without a title of its own shows that of its latest task", async () => {
  const { ts } = await begin({ task_display_mode: "plan", chunks: tasks(2) });
  expect((await shown(ts))?.blocks).toMatchObject([{ type: "plan", title: "task 1", tasks: [{}, {}] }]);
});

test.each([
  ["a task without its id", [{ type: "task_update", title: "t", status: "pending" }], "missing required field: id"],
  ["a status that there is not", [task("1", { status: "bogus" })], "must be a valid enum value"],
  [
    "a source without its text",
    [task("1", { status: "pending", sources: [{ type: "url", url: "https://a.org" }] })],
    "missing required field: text",
  ],
  ["rich text for plain", [task("1", { status: "pending", details: richText("x") })], "must provide a string"],
  ["a plan without a title", [{ type: "plan_update" }], "missing required field: title"],
  ["text that is none", [{ type: "markdown_text", text: 5 }], "must provide a string"],
  ["what is no chunk", ["text"], "must provide an object"],
])("%s is refused, where it is said", async (_, chunks, words) => {
  const at = await begin({ markdown_text: "so far" });
  const answer = await stage.call("chat.appendStream", { ...at, chunks });
  expect(answer).toMatchObject({ ok: false, error: "invalid_chunks" });
  expect(answer.response_metadata).toMatchObject({ messages: [expect.stringContaining(words)] });
  expect(answer.response_metadata).toMatchObject({ messages: [expect.stringContaining("[json-pointer:/chunks/0")] });
});

test("a stream holds no more blocks and text than a message, and stays as it was when more comes", async () => {
  const at = await begin({ chunks: tasks(50) });
  const more = { ...at, chunks: [{ type: "blocks", blocks: [section("one too many")] }] };
  const tooMany = { messages: ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"] };
  const refused = { ok: false, error: "invalid_blocks", response_metadata: tooMany };
  expect(await stage.call("chat.appendStream", more)).toMatchObject(refused);
  expect(await stage.call("chat.stopStream", { ...at, blocks: [section("one too many")] })).toMatchObject(refused);
  expect(await stage.call("chat.stopStream", at)).toMatchObject({ ok: true });
  expect((await shown(at.ts))?.blocks).toHaveLength(50);

  const written = await begin({ markdown_text: "x".repeat(12_000) });
  const longer = await stage.call("chat.appendStream", { ...written, markdown_text: "y" });
  expect(longer).toMatchObject({ ok: false, error: "msg_too_long" });
  expect(await stage.call("chat.stopStream", written)).toMatchObject({ ok: true });
});

test("blocks that come at different times may not have one name", async () => {
  const named = { type: "blocks", blocks: [{ ...section("a"), block_id: "same" }] };
  const at = await begin({ chunks: [named] });
  expect(await stage.call("chat.appendStream", { ...at, chunks: [named] })).toMatchObject({ error: "invalid_blocks" });
});

import type { ModalView } from "@slack/types";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Answer, type LocalSlack, startSlack, until } from "./local-slack.ts";

const user = "U0USER1";
const view = (callback_id: string, more: Partial<ModalView> = {}): ModalView => ({
  type: "modal",
  callback_id,
  title: { type: "plain_text", text: callback_id },
  submit: { type: "plain_text", text: "Send" },
  blocks: [{ type: "divider" }],
  ...more,
});

let slack: LocalSlack;
/** Triggers of the submissions that wait for `answer`. */
let waiting: string[] = [];
let answer: (response?: object) => void = () => {};

beforeAll(async () => {
  slack = await startSlack();
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: view("first") });
    });
    app.view("first", async ({ ack, body }) => {
      const response = await new Promise<object | undefined>((resolve) => {
        answer = resolve;
        waiting.push((body as unknown as { trigger_id: string }).trigger_id);
      });
      await (ack as (response?: object) => Promise<void>)(response);
    });
  });
});
beforeEach(async () => {
  waiting = [];
  await slack.control("reset", {});
});
afterAll(() => slack.close());

const stack = async () => (await slack.read(`views/${user}`)).views as (Answer & { id: string })[];
const shown = async () => (await stack()).map(({ callback_id }) => callback_id);
async function open(): Promise<string> {
  const before = (await stack()).at(-1)?.id;
  await slack.control("command", { channel: "C0GENERAL", user, command: "/isb", text: "" });
  return until(async () => (await stack()).map(({ id }) => id).find((id) => id !== before));
}
const submit = (viewId: string) => slack.control("view/submit", { user, viewId, values: {} });
/** Submits and waits until the app has it, its acknowledgement still owed. */
async function underWay(viewId: string): Promise<{ result: Promise<Answer>; trigger: string }> {
  const sentBefore = waiting.length;
  const result = submit(viewId);
  return { result, trigger: await until(() => waiting[sentBefore]) };
}

test("a form that is being sent is not sent a second time from another window, and may be afterwards", async () => {
  const viewId = await open();
  const { result } = await underWay(viewId);
  expect(await submit(viewId)).toEqual({ ok: false, error: "submission_under_way" });
  answer({ response_action: "update", view: view("first") });
  expect(await result).toMatchObject({ ok: true });
  expect(waiting).toHaveLength(1);
  const again = await underWay(viewId);
  answer();
  expect(await again.result).toMatchObject({ ok: true });
  expect(await shown()).toEqual([]);
});

test.each([
  ["none", undefined],
  ["a further form", { response_action: "push", view: view("second") }],
  ["clear", { response_action: "clear" }],
  ["an update", { response_action: "update", view: view("other") }],
])("an acknowledgement with %s leaves a form alone that was opened since", async (_, response) => {
  const { result } = await underWay(await open());
  const opened = await open();
  answer(response);
  expect(await result).toMatchObject({ ok: true });
  expect(await stack()).toMatchObject([{ id: opened, callback_id: "first" }]);
});

test("a form that the app put on top before its acknowledgement stays", async () => {
  const viewId = await open();
  const { result, trigger } = await underWay(viewId);
  await slack.client.views.push({ trigger_id: trigger, view: view("pushed") });
  answer();
  expect(await result).toMatchObject({ ok: true });
  expect(await shown()).toEqual(["first", "pushed"]);
});

test.each(["push", "update"])("an acknowledgement may not %s a form with a name that is taken", async (action) => {
  const home = { type: "home" as const, blocks: [], external_id: "taken" };
  await slack.client.views.publish({ user_id: user, view: home });
  const { result } = await underWay(await open());
  answer({ response_action: action, view: view("second", { external_id: "taken" }) });
  expect(await result).toMatchObject({ ok: false, error: "duplicate_external_id" });
  expect(await shown()).toEqual(["first"]);
});

test("an update in an acknowledgement may keep the form's own name", async () => {
  const { result } = await underWay(await open());
  answer({ response_action: "update", view: view("first", { external_id: "own" }) });
  await result;
  const [{ id = "" } = {}] = await stack();
  const again = await underWay(id);
  answer({ response_action: "update", view: view("second", { external_id: "own" }) });
  expect(await again.result).toMatchObject({ ok: true });
  expect(await shown()).toEqual(["second"]);
});

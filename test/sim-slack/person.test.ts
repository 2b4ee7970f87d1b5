import type { ModalView } from "@slack/types";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Answer, type LocalSlack, startSlack, until } from "./local-slack.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const input = (block_id: string, element: object) =>
  ({ type: "input", block_id, label: plain(block_id), element }) as ModalView["blocks"][number];
const form = (callback_id: string, blocks: ModalView["blocks"]): ModalView => ({
  type: "modal",
  callback_id,
  notify_on_close: true,
  title: plain("A form"),
  submit: plain("Send"),
  blocks,
});

let slack: LocalSlack;
/** Everything the app was sent, in order. */
let bodies: Answer[];
/** What `/isb` opens, and what a submission is answered with. */
let view: ModalView;
let push: boolean;

beforeEach(async () => {
  slack = await startSlack();
  bodies = [];
  push = false;
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    app.view({ type: "view_submission", callback_id: /.*/ }, async ({ ack, body }) => {
      bodies.push(body as unknown as Answer);
      await (push ? ack({ response_action: "push", view: { ...view, callback_id: "second" } }) : ack());
    });
    app.view({ type: "view_closed", callback_id: /.*/ }, async ({ ack, body }) => {
      bodies.push(body as unknown as Answer);
      await ack();
    });
    app.action(/.*/, async ({ ack, body }) => {
      bodies.push(body as unknown as Answer);
      await ack();
    });
  });
});
afterEach(() => slack.close());

const user = "U0USER1";
const stack = async () => (await slack.read(`views/${user}`)).views as (Answer & { id: string })[];
async function open(next: ModalView): Promise<string> {
  view = next;
  await slack.control("command", { channel: "C0GENERAL", user, command: "/isb", text: "" });
  return (await until(async () => (await stack()).at(-1))).id;
}
const submit = (viewId: string, values: object) => slack.control("view/submit", { user, viewId, values });
const text = input("text", { type: "plain_text_input", action_id: "text" });
const typed = { text: { text: { type: "plain_text_input", value: "x" } } };

test("the × closes every window of a stack and tells the app once, of the first; Cancel closes the top one", async () => {
  push = true;
  const first = await open(form("first", [text]));
  await submit(first, typed);
  const second = (await stack()).at(-1)?.id ?? "";
  await slack.control("view/close", { user, viewId: second });
  expect(bodies.at(-1)).toMatchObject({ type: "view_closed", view: { callback_id: "second" }, is_cleared: false });

  await submit(first, typed);
  const again = (await stack()).at(-1)?.id ?? "";
  bodies.length = 0;
  await slack.control("view/close", { user, viewId: again, all: true });
  expect(bodies).toMatchObject([{ type: "view_closed", view: { callback_id: "first", id: first }, is_cleared: true }]);
  expect(await stack()).toEqual([]);
});

test("a file goes up in three steps, and the app gets it whole; another person's is left out", async () => {
  const viewId = await open(form("files", [input("file", { type: "file_input", action_id: "file" })]));
  const ask = (bytes: number, by = user) => slack.control("upload", { user: by, name: "plan.pdf", bytes });
  expect(await ask(10_000_001)).toMatchObject({ ok: false, error: "file_too_large" });
  expect(await ask(0)).toMatchObject({ ok: false, error: "invalid_arguments" });
  const asked = await ask(4);
  const upload = (one: Answer) => fetch(`${slack.url}${one.upload_url}`, { method: "POST", body: "plan" });
  const files = (...ids: unknown[]) => ({ file: { file: { type: "file_input", files: ids.map((id) => ({ id })) } } });
  expect(await submit(viewId, files(asked.file_id))).toMatchObject({ error: "incomplete" });

  await upload(asked);
  const foreign = await ask(4, "U0USER2");
  await upload(foreign);
  expect(await submit(viewId, files(asked.file_id, foreign.file_id))).toMatchObject({ ok: true });
  const held = (bodies[0] as { view: { state: { values: Record<string, Record<string, { files: Answer[] }>> } } }).view;
  const sent = held.state.values.file?.file?.files ?? [];
  expect(sent).toMatchObject([{ id: asked.file_id, name: "plan.pdf", filetype: "pdf", size: 4, user }]);
  expect(await (await fetch(String(sent[0]?.url_private))).text()).toBe("plan");
});

test("a chosen conversation comes with an address to answer in, where the app asked for one", async () => {
  const element = { type: "conversations_select", action_id: "where" };
  const blocks = [input("told", { ...element, response_url_enabled: true }), input("quiet", element)];
  const chosen = { where: { type: "conversations_select", selected_conversation: "C0GENERAL" } };
  await submit(await open(form("where", blocks)), { told: chosen, quiet: chosen });
  const urls = bodies[0]?.response_urls as { response_url: string }[];
  expect(urls).toMatchObject([{ block_id: "told", action_id: "where", channel_id: "C0GENERAL" }]);
  await fetch(String(urls[0]?.response_url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "from the form", response_type: "in_channel" }),
  });
  expect((await slack.messages("C0GENERAL")).at(-1)).toMatchObject({ text: "from the form" });
});

test("an action repeats what Slack repeats, and nothing a person could forge", async () => {
  const option = { text: plain("a"), value: "a" };
  const bin = { type: "icon_button", action_id: "bin", icon: "trash", text: plain("Delete"), value: "d" };
  const [yes, no] = [
    { text: plain("Good"), value: "good" },
    { text: plain("Bad"), value: "bad" },
  ];
  const blocks = [
    {
      type: "context_actions",
      block_id: "c",
      elements: [
        { type: "feedback_buttons", action_id: "rate", positive_button: yes, negative_button: no },
        { ...bin, visible_to_user_ids: [user] },
      ],
    },
    {
      type: "actions",
      block_id: "x",
      elements: [
        {
          type: "static_select",
          action_id: "pick",
          options: [option],
          initial_option: option,
          placeholder: plain("Pick"),
        },
        { type: "timepicker", action_id: "at", timezone: "Europe/London" },
      ],
    },
  ] as unknown as ModalView["blocks"];
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card", blocks });
  const click = (action: object, by = user) =>
    slack.control("interact", { channel: "C0GENERAL", messageTs: ts, user: by, action });
  const heard = async (action: object) => {
    expect(await click(action)).toMatchObject({ ok: true });
    return (bodies.at(-1) as { actions?: Answer[] }).actions?.[0];
  };

  expect(await heard({ action_id: "rate", value: "bad" })).toMatchObject({ value: "bad", text: plain("Bad") });
  expect(await click({ action_id: "rate", value: "other" })).toMatchObject({ error: "option_not_found" });
  expect(await heard({ action_id: "bin", value: "forged" })).toMatchObject({ icon: "trash", value: "d" });
  expect(await click({ action_id: "bin" }, "U0USER2")).toMatchObject({ error: "element_not_found" });
  expect(await heard({ action_id: "pick", selected_option: option })).toMatchObject({
    selected_option: option,
    initial_option: option,
    placeholder: plain("Pick"),
  });
  expect(await heard({ action_id: "at", selected_time: "15:30" })).toMatchObject({
    selected_time: "15:30",
    timezone: "Europe/London",
  });
  expect(bodies.at(-1)?.state).toMatchObject({
    values: { x: { at: { type: "timepicker", selected_time: "15:30", timezone: "Europe/London" } } },
  });
});

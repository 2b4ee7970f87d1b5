import type { ModalView } from "@slack/types";
import { afterEach, expect, test } from "vitest";
import { type Answer, handClock, type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

const plain = (text: string) => ({ type: "plain_text" as const, text });
const input = (block_id: string, extra: object = {}) => ({
  type: "input" as const,
  block_id,
  label: plain(block_id),
  element: { type: "plain_text_input" as const, action_id: "text", ...extra },
});
const form = (callback_id: string, blocks: ModalView["blocks"]): ModalView => ({
  type: "modal",
  callback_id,
  title: plain("Assign a lease"),
  submit: plain("Assign"),
  blocks,
});
const typed = (value: string | null) => ({ text: { type: "plain_text_input", value } });
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "no error",
    (error: { data?: { error?: string } }) => error.data?.error,
  );

const command = (text = "") =>
  slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text });
const stack = async () => (await slack.read("views/U0USER1")).views as (Answer & { id: string })[];
const top = () => until(async () => (await stack()).at(-1));

test("a form opens, holds what is missing, shows the app's errors, and closes when all is well", async () => {
  slack = await startSlack();
  const submitted: unknown[] = [];
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: form("assign", [input("template"), { ...input("comment", { max_length: 10 }), optional: true }]),
      });
    });
    app.view("assign", async ({ ack, view, body }) => {
      submitted.push(view.state.values, body.user.id, view.callback_id);
      const name = view.state.values.template?.text?.value;
      if (name === "ghost") await ack({ response_action: "errors", errors: { template: "There is no ghost." } });
      else await ack();
    });
  });
  await command();
  const { id: viewId } = await top();
  const submit = (values: object) => slack.control("view/submit", { user: "U0USER1", viewId, values });

  expect(await submit({})).toMatchObject({
    ok: false,
    error: "incomplete",
    errors: { template: "Please complete this required field." },
  });
  expect(await submit({ template: typed("a"), comment: typed("eleven chars") })).toMatchObject({ error: "incomplete" });
  expect(submitted).toEqual([]);

  const ghost = await submit({ template: typed("ghost"), comment: typed(null) });
  expect(ghost).toMatchObject({ ok: true, response_action: "errors", errors: { template: "There is no ghost." } });
  expect(await stack()).toHaveLength(1);
  expect(submitted).toEqual([{ template: typed("ghost"), comment: typed(null) }, "U0USER1", "assign"]);

  expect(await submit({ template: typed("empty-sandbox") })).toMatchObject({ ok: true });
  expect(await stack()).toEqual([]);
});

test("an ack updates, pushes up to three, and clears", async () => {
  slack = await startSlack();
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form("step", [input("what")]) });
    });
    app.view("step", async ({ ack, view }) => {
      const what = view.state.values.what?.text?.value;
      const next = form("step", [input("what")]);
      if (what === "push") await ack({ response_action: "push", view: next });
      else if (what === "clear") await ack({ response_action: "clear" });
      else await ack({ response_action: "update", view: { ...next, title: plain("Updated") } });
    });
  });
  await command();
  const submit = async (what: string) =>
    slack.control("view/submit", { user: "U0USER1", viewId: (await top()).id, values: { what: typed(what) } });

  expect(await submit("update")).toMatchObject({ ok: true, response_action: "update" });
  expect(await stack()).toMatchObject([{ title: plain("Updated") }]);
  expect((await submit("push")).triggerId).toMatch(/\./);
  await submit("push");
  const three = await stack();
  expect(three).toHaveLength(3);
  expect(three[1]).toMatchObject({ root_view_id: three[0]?.id, previous_view_id: three[0]?.id });
  expect(await submit("push")).toMatchObject({ ok: false, error: "push_limit_reached" });
  await submit("clear");
  expect(await stack()).toEqual([]);
});

test("an ack that names no field of the form, and none at all, leave the form standing", async () => {
  slack = await startSlack({ timings: { ackMs: 80 } });
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form("odd", [input("what")]) });
    });
    app.view("odd", async ({ ack, view }) => {
      if (view.state.values.what?.text?.value === "silent") return;
      await ack({ response_action: "errors", errors: { elsewhere: "no such field" } });
    });
  });
  await command();
  const { id: viewId } = await top();
  const submit = (what: string) =>
    slack.control("view/submit", { user: "U0USER1", viewId, values: { what: typed(what) } });
  expect(await submit("loud")).toMatchObject({ ok: false, error: "invalid_errors" });
  expect(await submit("silent")).toMatchObject({ ok: false, error: "operation_timeout" });
  expect(await stack()).toHaveLength(1);
});

test("a trigger opens one view, within three seconds", async () => {
  const wall = handClock();
  slack = await startSlack({ wall });
  const { client } = slack;
  const triggers: string[] = [];
  await slack.connect((app) =>
    app.command("/isb", async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    }),
  );
  const open = (trigger_id: string) => refusal(client.views.open({ trigger_id, view: form("x", [input("a")]) }));
  await command();
  const [first = ""] = triggers;
  wall.forward(2_999);
  expect(await open(first)).toBe("no error");
  expect(await open(first)).toBe("exchanged_trigger_id");
  await command();
  wall.forward(3_001);
  expect(await open(triggers[1] ?? "")).toBe("expired_trigger_id");
  expect(await open("1.2.3")).toBe("invalid_trigger_id");
});

test("an update wants the right hash, and keeps what was typed where the block stays", async () => {
  slack = await startSlack();
  const { client } = slack;
  let hash = "";
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body }) => {
      await ack();
      const view = form("x", [input("stays"), input("goes")]);
      hash = (await client.views.open({ trigger_id: body.trigger_id, view })).view?.hash ?? "";
    });
    app.view("x", async ({ ack, view }) =>
      ack({
        response_action: "update",
        view: form("x", [input("stays"), input("new")]) satisfies typeof view | ModalView,
      }),
    );
  });
  await command();
  const { id } = await top();
  const update = (extra: object) =>
    client.views.update({ view_id: id, view: form("x", [input("stays"), input("goes")]), ...extra });
  expect(await refusal(update({ hash: "stale" }))).toBe("hash_conflict");
  await update({ hash });
  expect(await refusal(update({ hash }))).toBe("hash_conflict");
  await slack.control("view/submit", {
    user: "U0USER1",
    viewId: id,
    values: { stays: typed("kept"), goes: typed("g") },
  });
  expect((await top()).state).toEqual({ values: { stays: typed("kept"), new: typed(null) } });
  expect(await refusal(client.views.update({ view_id: "V0NONE", view: form("x", [input("a")]) }))).toBe("not_found");
});

test("closing tells the app only if it asked", async () => {
  slack = await startSlack();
  const closed: unknown[] = [];
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      const view = { ...form("x", [input("a")]), notify_on_close: body.text === "tell" };
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    app.view({ callback_id: "x", type: "view_closed" }, async ({ ack, body }) => {
      closed.push((body as { is_cleared?: boolean }).is_cleared);
      await ack();
    });
  });
  for (const text of ["tell", "silent"]) {
    await command(text);
    expect(await slack.control("view/close", { user: "U0USER1", viewId: (await top()).id })).toMatchObject({
      ok: true,
    });
  }
  expect(closed).toEqual([false]);
  expect(await stack()).toEqual([]);
});

test("a select asks the app as the person types, from the set length on", async () => {
  slack = await startSlack();
  const asked: unknown[] = [];
  const select = (min?: number) => ({
    type: "input" as const,
    block_id: "template",
    label: plain("Template"),
    element: {
      type: "external_select" as const,
      action_id: "template",
      ...(min === undefined ? {} : { min_query_length: min }),
    },
  });
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, body, client }) => {
      await ack();
      const view = form("x", [select(body.text === "eager" ? 0 : undefined)]);
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    app.options("template", async ({ ack, body }) => {
      asked.push(body.value, body.view?.callback_id);
      if (body.value === "many") {
        const options = Array.from({ length: 101 }, (_, i) => ({ text: plain(`o${i}`), value: `o${i}` }));
        return ack({ options });
      }
      await ack({ options: [{ text: plain("Data lab"), value: "data-lab" }] });
    });
  });
  await command("eager");
  const ask = async (value: string) =>
    slack.control("options", {
      user: "U0USER1",
      viewId: (await top()).id,
      block_id: "template",
      action_id: "template",
      value,
    });
  expect(await ask("")).toEqual({ ok: true, options: [{ text: plain("Data lab"), value: "data-lab" }] });
  expect(await ask("many")).toEqual({ ok: false, error: "invalid_options" });
  expect(asked).toEqual(["", "x", "many", "x"]);
  await command();
  expect(await ask("da")).toEqual({ ok: true, options: [] });
  expect(asked).toHaveLength(4);
});

test("the Home tab: opened, published, pressed", async () => {
  slack = await startSlack();
  const pressed: unknown[] = [];
  await slack.connect((app) => {
    app.event("app_home_opened", async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: {
          type: "home",
          blocks: [{ type: "actions", elements: [{ type: "button", action_id: "go", text: plain("Go"), value: "v" }] }],
        },
      });
    });
    app.action("go", async ({ ack, body, action }) => {
      pressed.push((body as { container?: unknown }).container, (action as { value?: string }).value);
      await ack();
    });
  });
  expect(await slack.control("open-home", { user: "user1@example.gov.uk" })).toMatchObject({ channel: "D0USER1" });
  const home = await until(
    async () => ((await slack.read("views/U0USER1")).home as { id: string } | null) ?? undefined,
  );
  const press = { viewId: home.id, user: "U0USER1", action: { type: "button", action_id: "go" } };
  expect(await slack.control("interact", press)).toMatchObject({ ok: true });
  expect(pressed).toEqual([{ type: "view", view_id: home.id }, "v"]);
});

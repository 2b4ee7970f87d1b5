import type { App } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type LocalSlack, startSlack, until } from "./local-slack.ts";

let slack: LocalSlack;
afterEach(() => slack.close());

const plain = (text: string) => ({ type: "plain_text" as const, text });
const buttons = [
  {
    type: "actions" as const,
    block_id: "row",
    elements: [
      { type: "button" as const, action_id: "yes", text: plain("Yes"), value: "handle-1" },
      {
        type: "static_select" as const,
        action_id: "pick",
        options: ["a", "b"].map((value) => ({ text: plain(value), value })),
      },
    ],
  },
];
const press = (messageTs: string, action: object, user = "U0USER1") =>
  slack.control("interact", { channel: "C0GENERAL", messageTs, user, action });

/** Records every click the app gets. */
function recordClicks(app: App): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = [];
  app.action(/.*/, async ({ ack, body, respond }) => {
    bodies.push(body as unknown as Record<string, unknown>);
    await ack();
    if ((body as { container: { is_ephemeral?: boolean } }).container.is_ephemeral) {
      await respond({ text: "replaced", replace_original: true });
    }
  });
  return bodies;
}

test("a click carries the message, the button's own value and who pressed it", async () => {
  slack = await startSlack();
  let bodies: Record<string, unknown>[] = [];
  await slack.connect((app) => {
    bodies = recordClicks(app);
  });
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card", blocks: buttons });
  const forged = { type: "button", action_id: "yes", value: "another-handle" };
  expect(await press(ts, forged)).toMatchObject({ ok: true });
  expect(bodies[0]).toMatchObject({
    type: "block_actions",
    user: { id: "U0USER1", username: "user1", team_id: workspace.teamId },
    team: { id: workspace.teamId, domain: "estate" },
    api_app_id: workspace.appId,
    container: { type: "message", message_ts: ts, channel_id: "C0GENERAL", is_ephemeral: false },
    channel: { id: "C0GENERAL", name: "general" },
    message: { ts, text: "card" },
    response_url: expect.stringContaining("/hooks/"),
    trigger_id: expect.any(String),
    actions: [{ type: "button", action_id: "yes", block_id: "row", value: "handle-1", text: plain("Yes") }],
    state: { values: { row: { pick: { type: "static_select", selected_option: null } } } },
  });
});

test("a choice comes with the click and stays in the state; one that is not offered is refused", async () => {
  slack = await startSlack();
  let bodies: Record<string, unknown>[] = [];
  await slack.connect((app) => {
    bodies = recordClicks(app);
  });
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card", blocks: buttons });
  const option = { text: plain("b"), value: "b" };
  await press(ts, { type: "static_select", action_id: "pick", selected_option: option });
  expect(bodies[0]).toMatchObject({
    actions: [{ action_id: "pick", selected_option: option }],
    state: { values: { row: { pick: { selected_option: option } } } },
  });
  const odd = { type: "static_select", action_id: "pick", selected_option: { text: plain("z"), value: "z" } };
  expect(await press(ts, odd)).toMatchObject({ ok: false, error: "option_not_found" });
  expect(await press(ts, { type: "button", action_id: "no" })).toMatchObject({ error: "element_not_found" });
  expect(bodies).toHaveLength(1);
});

test("a click on a private message has no message in it, and its answer replaces the original", async () => {
  slack = await startSlack();
  let bodies: Record<string, unknown>[] = [];
  await slack.connect((app) => {
    bodies = recordClicks(app);
  });
  const posted = await slack.client.chat.postEphemeral({
    channel: "C0GENERAL",
    user: "U0USER1",
    text: "sure?",
    blocks: buttons,
  });
  const ts = posted.message_ts ?? "";
  expect(await press(ts, { type: "button", action_id: "yes" }, "U0USER2")).toMatchObject({
    error: "message_not_found",
  });
  expect(await press(ts, { type: "button", action_id: "yes" })).toMatchObject({ ok: true });
  await until(async () => (await slack.messages("C0GENERAL", "U0USER1"))[0]?.text === "replaced" || undefined);
  expect(bodies[0]).not.toHaveProperty("message");
  expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true } });
  const [left] = await slack.messages("C0GENERAL", "U0USER1");
  expect(left).toMatchObject({ text: "replaced", ts });
  expect(left).not.toHaveProperty("blocks");
});

test("a private answer to a click on a message with replies stands in the channel, unless it names the thread", async () => {
  slack = await startSlack();
  await slack.connect((app) =>
    app.action("yes", async ({ ack, body, respond }) => {
      await ack();
      const { ts = "" } = (body as { message?: { ts?: string } }).message ?? {};
      await respond({ response_type: "ephemeral", replace_original: false, text: "in the channel" });
      await respond({ response_type: "ephemeral", replace_original: false, text: "in the thread", thread_ts: ts });
    }),
  );
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card", blocks: buttons });
  await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "reply", thread_ts: ts });
  await press(ts, { type: "button", action_id: "yes" });
  const answers = await until(async () => {
    const found = (await slack.messages("C0GENERAL", "U0USER1")).filter(({ ephemeral }) => ephemeral);
    return found.length === 2 ? found : undefined;
  });
  expect(answers.map(({ text, thread_ts }) => [text, thread_ts])).toEqual([
    ["in the channel", undefined],
    ["in the thread", ts],
  ]);
});

test("a click nobody acknowledges is not sent again, and the person sees a notice", async () => {
  slack = await startSlack({ timings: { ackMs: 80 } });
  let count = 0;
  await slack.connect((app) =>
    app.action("yes", async () => {
      count += 1;
    }),
  );
  const { ts = "" } = await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "card", blocks: buttons });
  const stream = await fetch(`${slack.url}/_control/events?user=U0USER1`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(await press(ts, { type: "button", action_id: "yes" })).toMatchObject({
    ok: false,
    error: "operation_timeout",
  });
  let seen = "";
  while (!seen.includes("notice")) seen += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  expect(seen).toContain('{"type":"notice","text":"isb did not respond in time"}');
  expect(count).toBe(1);
});

test("changes are told to those who may see them, and to nobody else", async () => {
  slack = await startSlack();
  const listen = async (user: string) => {
    const reader = (await fetch(`${slack.url}/_control/events?user=${user}`)).body
      ?.pipeThrough(new TextDecoderStream())
      .getReader();
    let seen = "";
    return async (stop: string) => {
      while (!seen.includes(stop)) seen += (await reader?.read())?.value ?? "";
      return seen;
    };
  };
  const [one, two] = [await listen("U0USER1"), await listen("U0USER2")];
  await slack.client.chat.postMessage({ channel: "U0USER1", text: "for one" });
  await slack.client.chat.postMessage({ channel: "C0GENERAL", text: "for all" });
  const toAll = '"channel":"C0GENERAL"';
  expect(await one(toAll)).toContain('"channel":"D0USER1"');
  expect(await two(toAll)).not.toContain("D0USER1");
});

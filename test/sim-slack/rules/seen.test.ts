import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../../../sim/slack/json.ts";
import { type LocalSlack, startSlack, until } from "../local-slack.ts";
import { actions, button, divider, input, long, many, mrkdwn, option, plain } from "./payloads.ts";

/** Answers that the real Slack gave in public threads, as far as those show them, and what was sent. */
const seen: readonly {
  readonly source: string;
  readonly method: "chat.postMessage" | "views.open";
  readonly sent: Json;
  readonly answer: Json;
}[] = [
  {
    source: "https://github.com/metabase/metabase/issues/74943",
    method: "chat.postMessage",
    sent: { text: "t", blocks: [divider, { type: "section", text: mrkdwn(long(3_001)) }] },
    answer: {
      ok: false,
      error: "invalid_blocks",
      errors: [
        "failed to match all allowed schemas [json-pointer:/blocks/1/text]",
        "must be less than 3001 characters [json-pointer:/blocks/1/text/text]",
      ],
      response_metadata: {
        messages: [
          "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/1/text]",
          "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]",
        ],
      },
    },
  },
  {
    source: "https://github.com/nicklambourne/slackblocks/issues/36",
    method: "views.open",
    sent: { type: "modal", title: plain("T"), blocks: [divider], submit_disabled: false },
    answer: {
      ok: false,
      error: "invalid_arguments",
      response_metadata: {
        messages: [
          "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
          "[ERROR] invalid additional property: submit_disabled [json-pointer:/view]",
        ],
      },
    },
  },
  {
    source: "https://github.com/slackapi/java-slack-sdk/issues/1017",
    method: "chat.postMessage",
    sent: { text: "t", blocks: [{ type: "section" }] },
    answer: {
      ok: false,
      error: "invalid_blocks",
      errors: ["must define either `text` or `fields` [json-pointer:/blocks/0/type]"],
      response_metadata: { messages: ["[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0/type]"] },
    },
  },
  {
    source: "https://github.com/slackapi/bolt-js/issues/1891",
    method: "chat.postMessage",
    sent: { text: "t", blocks: [{ type: "section", text: mrkdwn("m") }, actions({ ...button, disabled: true })] },
    answer: {
      ok: false,
      error: "invalid_blocks",
      errors: ["invalid additional property: disabled [json-pointer:/blocks/1/elements/0]"],
      response_metadata: {
        messages: ["[ERROR] invalid additional property: disabled [json-pointer:/blocks/1/elements/0]"],
      },
    },
  },
  {
    source: "https://github.com/maxchehab/phelia/pull/23",
    method: "views.open",
    sent: {
      type: "modal",
      title: plain("T"),
      submit: plain("Go"),
      blocks: [input({ type: "multi_static_select", options: [option], initial_options: [] })],
    },
    answer: {
      ok: false,
      error: "invalid_arguments",
      response_metadata: {
        messages: ["[ERROR] must be one of the provided options [json-pointer:/view/blocks/0/element/initial_options]"],
      },
    },
  },
  {
    source: "https://github.com/slackapi/node-slack-sdk/pull/832",
    method: "chat.postMessage",
    sent: { attachments: [{ callback_id: "callback", indent: false, title: "hi", blocks: [divider] }] },
    answer: {
      ok: false,
      error: "invalid_attachments",
      response_metadata: { messages: ["[ERROR] invalid_keys"] },
    },
  },
  {
    source: "https://github.com/slackapi/bolt-js/issues/2509",
    method: "chat.postMessage",
    sent: { text: "t", blocks: many(5, () => ({ type: "section", text: mrkdwn(long(2_700)) })) },
    answer: { ok: false, error: "msg_blocks_too_long" },
  },
];

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

test.each(seen)("$method answers as Slack did in $source", async ({ method, sent, answer }) => {
  const about = { "chat.postMessage": { channel: "C0GENERAL" }, "views.open": {} };
  const body = method === "chat.postMessage" ? sent : { view: sent, trigger_id: "1.2.3" };
  expect(await call(method, { ...about[method], ...body })).toEqual(answer);
});

test("blocks that are too long for a post are fine in a private answer to a command", async () => {
  const blocks = many(5, () => ({ type: "section" as const, text: { type: "mrkdwn" as const, text: long(2_700) } }));
  await slack.connect((app) => {
    app.command("/isb", async ({ ack, respond }) => {
      await ack();
      await respond({ text: "long", blocks });
    });
  });
  await slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text: "" });
  const shown = await until(async () =>
    (await slack.messages("C0GENERAL", "U0USER1")).find(({ text }) => text === "long"),
  );
  expect(shown.blocks).toHaveLength(5);
});

const fineBlocks = [{ type: "section", text: mrkdwn("m") }];
const longHeader = [{ type: "header", text: plain(long(151)) }];

test.each<[string, Json, Json]>([
  ["sound blocks", { blocks: fineBlocks }, { ok: true }],
  [
    "an alert, which stands in modals",
    { blocks: JSON.stringify([{ type: "alert", text: mrkdwn("m") }]) },
    { ok: true },
  ],
  ["a sound view", { view: { type: "home", blocks: fineBlocks } }, { ok: true }],
  ["a sound message", { message: { blocks: fineBlocks, attachments: [{ text: "a" }] } }, { ok: true }],
  [
    "a header of 151",
    { blocks: longHeader },
    {
      ok: false,
      error: "invalid_blocks",
      errors: [{}, { code: "failed_constraint", pointer: "/blocks/0/text/text", constraint: { type: "max_length" } }],
    },
  ],
  [
    "a message without a type",
    { message: { blocks: [{}] } },
    { error: "invalid_message", errors: [{ code: "missing_field" }] },
  ],
  ["a view that is no object", { view: "[]" }, { error: "invalid_view", errors: [{ code: "invalid_type" }] }],
  ["two payloads at once", { blocks: fineBlocks, message: {} }, { error: "invalid_arguments" }],
  ["nothing", {}, { error: "invalid_arguments" }],
])("blocks.validate judges %s", async (_name, sent, answer) => {
  expect(await call("blocks.validate", sent)).toMatchObject(answer);
});

async function call(method: string, body: Json): Promise<unknown> {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${slack.client.token}` },
    body: JSON.stringify(body),
  });
  return response.json();
}

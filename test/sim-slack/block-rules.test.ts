import { afterEach, expect, test } from "vitest";
import { toLine } from "../../sim/slack/validate/complaints.ts";
import { complaintsAbout } from "../../sim/slack/validate/validate.ts";
import { complaintsAboutView } from "../../sim/slack/validate/views.ts";
import { type LocalSlack, startSlack } from "./local-slack.ts";

let slack: LocalSlack | undefined;
afterEach(() => slack?.close());

const plain = (text: string) => ({ type: "plain_text", text });
const long = (length: number) => "x".repeat(length);
const button = (extra: object = {}) => ({ type: "button", text: plain("Go"), ...extra });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const option = (value: string) => ({ text: plain(value), value });
const task = (extra: object = {}) => ({ type: "task_card", task_id: "t", title: "T", status: "pending", ...extra });
const select = (extra: object) => ({ type: "static_select", action_id: "s", ...extra });
const row = (cells: number) => Array.from({ length: cells }, () => ({ type: "raw_text", text: "c" }));
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const richText = {
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "t", style: { bold: true } }] }],
};

const fine: [string, object[]][] = [
  ["section of the greatest length", [{ type: "section", text: { type: "mrkdwn", text: long(3_000) } }]],
  [
    "plan with every status",
    [
      {
        type: "plan",
        block_id: "plan",
        title: "Assign",
        tasks: ["pending", "in_progress", "complete", "error"].map((status) =>
          task({ task_id: status, status, details: richText, output: richText }),
        ),
      },
    ],
  ],
  ["table", [{ type: "table", rows: [row(20), [richText]], column_settings: [{ align: "right" }, null] }]],
  ["buttons with links and styles", [actions(button({ style: "danger", url: "https://example.org", value: "v" }))]],
  ["select with groups", [actions(select({ option_groups: [{ label: plain("g"), options: [option("a")] }] }))]],
  [
    "context",
    [
      {
        type: "context",
        elements: [
          { type: "mrkdwn", text: "a" },
          { type: "image", image_url: "https://e/x.png", alt_text: "x" },
        ],
      },
    ],
  ],
  ["divider and header", [{ type: "divider" }, { type: "header", text: plain(long(150)) }]],
];

test.each(fine)("fine: %s", (_name, blocks) => {
  expect(complaintsAbout(blocks, "message", "/blocks")).toEqual([]);
});

const refused: [string, unknown[], string][] = [
  [
    "too long a text",
    [{ type: "section", text: plain(long(3_001)) }],
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "an empty text",
    [{ type: "section", text: plain("") }],
    "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
  ],
  ["a section of nothing", [{ type: "section" }], "must define either `text` or `fields` [json-pointer:/blocks/0]"],
  [
    "too long a field",
    [{ type: "section", fields: [plain(long(2_001))] }],
    "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
  ],
  [
    "eleven fields",
    [{ type: "section", fields: many(11, () => plain("f")) }],
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  ["fifty-one blocks", many(51, () => ({ type: "divider" })), "no more than 50 items allowed [json-pointer:/blocks]"],
  ["a block nobody knows", [{ type: "sparkle" }], "unsupported type: sparkle [json-pointer:/blocks/0/type]"],
  [
    "an alert in a message",
    [{ type: "alert", text: plain("a") }],
    "unsupported type: alert [json-pointer:/blocks/0/type]",
  ],
  [
    "a header in mrkdwn",
    [{ type: "header", text: { type: "mrkdwn", text: "h" } }],
    "must be one of: plain_text [json-pointer:/blocks/0/text/type]",
  ],
  [
    "a header of 151",
    [{ type: "header", text: plain(long(151)) }],
    "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "an extra property",
    [{ type: "divider", color: "red" }],
    "invalid additional property: color [json-pointer:/blocks/0]",
  ],
  [
    "a button without text",
    [actions({ type: "button" })],
    "missing required field: text [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "a button text of 76",
    [actions(button({ text: plain(long(76)) }))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "a button value of 2001",
    [actions(button({ value: long(2_001) }))],
    "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "twenty-six elements",
    [actions(...many(26, () => button()))],
    "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  ["no elements", [actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"],
  [
    "a text input in actions",
    [actions({ type: "plain_text_input" })],
    "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "no options",
    [actions(select({ options: [] }))],
    "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "options of two kinds",
    [actions(select({ options: [option("a")], option_groups: [{ label: plain("g"), options: [option("a")] }] }))],
    "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "neither kind of options",
    [actions(select({}))],
    "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "101 options",
    [actions(select({ options: many(101, (i) => option(`o${i}`)) }))],
    "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "an option text of 76",
    [actions(select({ options: [{ text: plain(long(76)), value: "v" }] }))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
  ],
  [
    "an initial option not offered",
    [actions(select({ options: [option("a")], initial_option: option("b") }))],
    "initial option was not found in the options [json-pointer:/blocks/0]",
  ],
  [
    "the same action id twice",
    [actions(button({ action_id: "a" }), button({ action_id: "a" }))],
    '`action_id` "a" already exists for another interactive element [json-pointer:/blocks/0]',
  ],
  [
    "the same block id twice",
    [
      { type: "divider", block_id: "b" },
      { type: "divider", block_id: "b" },
    ],
    '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    "a status Slack does not know",
    [{ type: "plan", title: "p", tasks: [task({ status: "completed" })] }],
    "must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/tasks/0/status]",
  ],
  [
    "the same task id twice",
    [{ type: "plan", title: "p", tasks: [task(), task()] }],
    '`task_id` "t" already exists [json-pointer:/blocks/0/tasks/1/task_id]',
  ],
  [
    "fifty-one tasks",
    [{ type: "plan", title: "p", tasks: many(51, (i) => task({ task_id: `t${i}` })) }],
    "no more than 50 items allowed [json-pointer:/blocks/0/tasks]",
  ],
  [
    "a plan title that is no text",
    [{ type: "plan", title: plain("p") }],
    "must provide a string [json-pointer:/blocks/0/title]",
  ],
  [
    "twenty-one columns",
    [{ type: "table", rows: [row(21)] }],
    "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
  ],
  [
    "101 rows",
    [{ type: "table", rows: many(101, () => row(1)) }],
    "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
  ],
  [
    "a table of too many characters",
    [{ type: "table", rows: [[{ type: "raw_text", text: long(10_001) }]] }],
    "must be less than 10001 characters [json-pointer:/blocks/0/rows]",
  ],
  [
    "two tables",
    [
      { type: "table", rows: [row(1)] },
      { type: "table", rows: [row(1)] },
    ],
    "only_one_table_allowed [json-pointer:/blocks]",
  ],
  [
    "markdown too long together",
    [
      { type: "markdown", text: long(6_001) },
      { type: "markdown", text: long(6_000) },
    ],
    "must be less than 12001 characters [json-pointer:/blocks]",
  ],
  [
    "an image of no source",
    [{ type: "image", alt_text: "a" }],
    "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
  ],
  [
    "a confirm text of 301",
    [actions(button({ confirm: { text: plain(long(301)) } }))],
    "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]",
  ],
  ["a block that is no object", ["text"], "must provide an object [json-pointer:/blocks/0]"],
];

test.each(refused)("refused: %s", (_name, blocks, line) => {
  expect(complaintsAbout(blocks, "message", "/blocks").map(toLine)).toEqual([`[ERROR] ${line}`]);
});

const input = { type: "input", label: plain("l"), element: { type: "plain_text_input" } };
const modal = (extra: object = {}) => ({ type: "modal", title: plain("T"), blocks: [{ type: "divider" }], ...extra });

const refusedViews: [string, unknown, string][] = [
  [
    "a title of 25",
    modal({ title: plain(long(25)) }),
    "must be less than 25 characters [json-pointer:/view/title/text]",
  ],
  ["no title", { type: "modal", blocks: [] }, "missing required field: title [json-pointer:/view]"],
  ["inputs without submit", modal({ blocks: [input] }), "missing required field: submit [json-pointer:/view]"],
  [
    "private metadata of 3001",
    modal({ private_metadata: long(3_001) }),
    "must be less than 3001 characters [json-pointer:/view/private_metadata]",
  ],
  [
    "101 blocks",
    modal({ blocks: many(101, () => ({ type: "divider" })) }),
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ],
  [
    "a plan in a modal",
    modal({ blocks: [{ type: "plan", title: "p" }] }),
    "unsupported type: plan [json-pointer:/view/blocks/0/type]",
  ],
  ["a home tab as a modal", { type: "home", blocks: [] }, "unsupported type: home [json-pointer:/view/type]"],
];

test.each(refusedViews)("refused view: %s", (_name, view, line) => {
  expect(complaintsAboutView(view, ["modal"]).map(toLine)).toEqual([`[ERROR] ${line}`]);
});

test("over the wire a refusal names the code, the text and the place", async () => {
  slack = await startSlack();
  const blocks = [{ type: "section", text: { type: "mrkdwn" as const, text: long(3_001) } }];
  const data = await slack.client.chat
    .postMessage({ channel: "C0GENERAL", text: "x", blocks })
    .catch((error) => error.data);
  expect(data).toMatchObject({
    ok: false,
    error: "invalid_blocks",
    errors: ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
    response_metadata: { messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"] },
  });
  const view = await slack.client.views
    .publish({ user_id: "U0USER1", view: { type: "home", blocks: [{ type: "alert" }] } })
    .catch((error) => error.data);
  expect(view).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: ["[ERROR] unsupported type: alert [json-pointer:/view/blocks/0/type]"] },
  });
  expect(await slack.messages("C0GENERAL")).toEqual([]);
});

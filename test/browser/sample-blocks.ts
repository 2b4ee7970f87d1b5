import type { KnownBlock, ModalView, PlainTextOption, PlanBlock } from "@slack/types";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (name: string, description?: string): PlainTextOption => ({
  text: plain(name),
  value: name.toLowerCase(),
  ...(description ? { description: plain(description) } : {}),
});
const richText = (text: string) => ({
  type: "rich_text" as const,
  elements: [{ type: "rich_text_section" as const, elements: [{ type: "text" as const, text }] }],
});

/** Every kind of display block, with text that only a careful page shows as it was sent. Its date is 09:30 UTC. */
export const displayBlocks: KnownBlock[] = [
  { type: "header", text: plain("Sandbox for R&amp;D :rocket:") },
  {
    type: "section",
    text: {
      type: "mrkdwn",
      text: "*Bold*, _italic_, ~gone~, `code`, <https://example.gov.uk/docs|the docs>, <@U0USER2>, <#C0GENERAL>.\nEscaped: &lt;!channel&gt; &amp; &lt;b&gt;. Ends <!date^1795253400^{date_num} at {time}|in November>.",
    },
    accessory: { type: "button", text: plain("Details"), action_id: "details", value: "one" },
  },
  { type: "section", fields: [{ type: "mrkdwn", text: "*Account*\n`123456789012`" }, plain("Budget\n*50 USD*")] },
  { type: "divider" },
  { type: "markdown", text: "**Markdown** with a [link](https://example.gov.uk) and\n\n- one\n- two" },
  {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_section",
        elements: [
          { type: "text", text: "Paste this into " },
          { type: "text", text: "~/.aws/config", style: { code: true } },
          { type: "text", text: ":" },
        ],
      },
      {
        type: "rich_text_preformatted",
        elements: [{ type: "text", text: "[profile sandbox]\nsso_session = ndx\nregion = eu-west-2" }],
      },
    ],
  },
  {
    type: "table",
    column_settings: [{}, { align: "right" }],
    rows: [
      [
        { type: "raw_text", text: "Template" },
        { type: "raw_text", text: "Budget" },
      ],
      [
        { type: "raw_text", text: "council_chatbot_*x*" },
        { type: "raw_text", text: "50" },
      ],
    ],
  },
  { type: "context", elements: [{ type: "mrkdwn", text: "Asked by <@U0USER1>" }, plain("job 7F3K")] },
];

/** Every kind of element that stands in a message. */
export const interactiveBlocks: KnownBlock[] = [
  {
    type: "actions",
    block_id: "buttons",
    elements: [
      { type: "button", action_id: "approve", style: "primary", text: plain("Approve"), value: "yes" },
      {
        type: "button",
        action_id: "deny",
        style: "danger",
        text: plain("Deny"),
        accessibility_label: "Deny the request of User One",
        confirm: {
          title: plain("Deny this request?"),
          text: { type: "mrkdwn", text: "They are told *who* denied it." },
          confirm: plain("Deny it"),
          deny: plain("Go back"),
          style: "danger",
        },
      },
      { type: "overflow", action_id: "more", options: [option("Freeze"), option("Terminate")] },
    ],
  },
  {
    type: "actions",
    block_id: "pickers",
    elements: [
      {
        type: "static_select",
        action_id: "size",
        placeholder: plain("Size"),
        options: [option("Small"), option("Large")],
      },
      { type: "users_select", action_id: "person", placeholder: plain("Person") },
      { type: "datepicker", action_id: "until" },
      { type: "timepicker", action_id: "at" },
    ],
  },
  {
    type: "actions",
    block_id: "choices",
    elements: [
      { type: "radio_buttons", action_id: "speed", options: [option("Slow", "Cheaper"), option("Fast", "Sooner")] },
      { type: "checkboxes", action_id: "extras", options: [option("Logs"), option("Alarms")] },
    ],
  },
];

/** A form with a field of each kind. */
export function formView(): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: plain("Get a sandbox"),
    submit: plain("Ask for it"),
    close: plain("Cancel"),
    blocks: [
      { type: "alert", level: "warning", text: { type: "mrkdwn", text: "Maintenance from *18:00*." } },
      { type: "section", text: { type: "mrkdwn", text: "You get an AWS account for a while." } },
      {
        type: "input",
        block_id: "template",
        label: plain("Template"),
        hint: plain("Type to search. The budget stands under each."),
        element: {
          type: "external_select",
          action_id: "pick",
          min_query_length: 0,
          placeholder: plain("Search templates"),
        },
      },
      {
        type: "input",
        block_id: "watchers",
        optional: true,
        label: plain("Watchers"),
        element: { type: "multi_users_select", action_id: "pick", max_selected_items: 2 },
      },
      {
        type: "input",
        block_id: "days",
        label: plain("Days"),
        element: {
          type: "number_input",
          action_id: "days",
          is_decimal_allowed: false,
          min_value: "1",
          max_value: "30",
        },
      },
      {
        type: "input",
        block_id: "mail",
        optional: true,
        label: plain("Email"),
        element: { type: "email_text_input", action_id: "mail" },
      },
      {
        type: "input",
        block_id: "comment",
        optional: true,
        label: plain("Comment"),
        element: { type: "plain_text_input", action_id: "comment", multiline: true, max_length: 30 },
      },
    ],
  };
}

/** What the external select offers. */
export const templates: PlainTextOption[] = [
  option("council-chatbot", "50 USD, 7 days, no approval"),
  option("data-lab", "200 USD, 30 days, needs approval"),
  option("empty-sandbox", "20 USD, 3 days, no approval"),
];

const names = [
  "Find the template",
  "Check the person",
  "Create the lease",
  "Wait until the account is ready",
  "Report",
];

/** A plan of five tasks of which `done` are done; the next one is in hand, or failed. */
export function planBlock(blockId: string, done: number, failed = false): PlanBlock {
  const current = names[done];
  return {
    type: "plan",
    block_id: blockId,
    title: current ? `lease assign: step ${done + 1} of ${names.length}, ${current}` : "lease assign: done",
    tasks: names.map((title, index) => ({
      type: "task_card",
      task_id: `task-${index}`,
      title,
      status: index < done ? "complete" : index > done ? "pending" : failed ? "error" : "in_progress",
      ...(index === 0 && done > 0 ? { details: richText("council-chatbot, 50 USD for 7 days") } : {}),
      ...(index === done && failed ? { output: richText("ISB answered 503 four times.") } : {}),
    })),
  };
}

/** The Home tab. */
export const homeBlocks: KnownBlock[] = [
  { type: "header", text: plain("Your sandboxes") },
  { type: "section", text: { type: "mrkdwn", text: "You have *no* sandbox now." } },
  { type: "actions", elements: [{ type: "button", action_id: "from-home", text: plain("Get one"), style: "primary" }] },
];

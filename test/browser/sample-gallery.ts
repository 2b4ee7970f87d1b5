import type { AlertBlock, DataTableBlock, KnownBlock, RichTextElement } from "@slack/types";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const mrkdwn = (text: string) => ({ type: "mrkdwn" as const, text });
const words = (text: string) => ({ type: "text" as const, text });
const section = (...elements: RichTextElement[]) => ({ type: "rich_text_section" as const, elements });
const raw = (text: string) => ({ type: "raw_text" as const, text });
const number = (value: number, text = String(value)) => ({ type: "raw_number" as const, value, text });
const outside = (alt_text: string) => ({
  type: "image" as const,
  image_url: "https://pictures.example.gov.uk/lease.png",
  alt_text,
});

/** Leases as a table of so many rows; each row's name, budget and link follow from its number. */
export function leaseTable(rows: number, pageSize?: number): DataTableBlock {
  return {
    type: "data_table",
    caption: "Leases",
    ...(pageSize ? { page_size: pageSize } : {}),
    row_header_column_index: 0,
    rows: [
      [raw("Lease"), raw("Holder"), raw("Spent"), raw("Account")],
      ...Array.from({ length: rows }, (_, index) => [
        raw(`lease-${String(index + 1).padStart(3, "0")}`),
        raw(index % 2 ? "User Two *not bold*" : "User One"),
        number((index * 37) % 100, `${(index * 37) % 100} USD`),
        {
          type: "rich_text" as const,
          elements: [section({ type: "link", url: `https://example.gov.uk/${index + 1}`, text: `pool-${index + 1}` })],
        },
      ]),
    ],
  };
}

const series = [
  {
    name: "Team A",
    data: [
      { label: "Mon", value: 12 },
      { label: "Tue", value: 30 },
      { label: "Wed", value: 21 },
    ],
  },
  {
    name: "Team B",
    data: [
      { label: "Mon", value: 8 },
      { label: "Tue", value: 14 },
      { label: "Wed", value: 35 },
    ],
  },
];

/** One chart; @slack/types 3.2.0 has no type for it. */
export const chart = (type: "pie" | "bar" | "area" | "line"): KnownBlock =>
  ({
    type: "data_visualization",
    title: `Spend as a ${type}`,
    chart:
      type === "pie"
        ? {
            type,
            segments: [
              { label: "Compute", value: 60 },
              { label: "Storage", value: 30 },
              { label: "Other", value: 10 },
            ],
          }
        : { type, series, axis_config: { categories: ["Mon", "Tue", "Wed"], x_label: "Day", y_label: "USD" } },
  }) as unknown as KnownBlock;

/** One of each level. */
export const alerts: AlertBlock[] = (["default", "info", "success", "warning", "error"] as const).map((level) => ({
  type: "alert",
  level,
  text: mrkdwn(`Maintenance from *18:00* (${level}).`),
}));

/** Messages that show what `displayBlocks` does not: each a list of blocks that Slack takes in one message. */
export const gallery = {
  richText: [
    {
      type: "rich_text",
      elements: [
        section(
          { type: "text", text: "bold", style: { bold: true } },
          words(" "),
          { type: "text", text: "gone", style: { strike: true, italic: true } },
          words(" "),
          { type: "emoji", name: "wave", skin_tone: 3 } as RichTextElement,
          { type: "emoji", name: "newer_than_our_names", unicode: "1f9d1-200d-1f680" },
          { type: "user", user_id: "U0USER2" },
          words(" "),
          { type: "usergroup", usergroup_id: "S0OPS" },
          words(" "),
          { type: "team", team_id: "T0SANDBOX" },
          words(" "),
          { type: "broadcast", range: "here" },
          words(" "),
          { type: "channel", channel_id: "C0GENERAL" },
          words(" "),
          { type: "color", value: "#F405B3" },
          words(" until "),
          { type: "date", timestamp: 1_795_253_400, format: "{date_num} at {time}", fallback: "in November" },
        ),
        { type: "rich_text_list", style: "ordered", offset: 4, elements: [section(words("fifth"))] } as never,
        { type: "rich_text_list", style: "bullet", indent: 1, elements: [section(words("below it"))] },
        { type: "rich_text_list", style: "bullet", indent: 0, border: 1, elements: [section(words("barred"))] },
        { type: "rich_text_quote", elements: [words("quoted")] },
        { type: "rich_text_preformatted", elements: [words("aws s3 ls\n  --profile sandbox")] },
      ],
    },
  ],
  markdown: [
    {
      type: "markdown",
      text: [
        "# Report\n## Costs\nSee **bold**, _italic_, ~~gone~~, `code` and :rocket:.",
        "| Account | USD |\n|---|---|\n| pool-001 | 12 |",
        "- [x] asked\n- [ ] approved\n\n1. first\n2. second",
        "> quoted\n\n```sh\naws sts get-caller-identity\n```",
        "![A picture](https://pictures.example.gov.uk/a.png)",
      ].join("\n\n"),
    },
  ],
  titles: [
    { type: "header", text: plain("Largest"), level: 1 },
    { type: "header", text: plain("Smallest"), level: 4 },
    { type: "section", text: mrkdwn(Array.from({ length: 30 }, (_, line) => `Line ${line + 1}`).join("\n")) },
    {
      type: "section",
      text: mrkdwn(`All of it: ${"word ".repeat(200)}`),
      expand: true,
    },
    { type: "section", text: mrkdwn("With a picture"), accessory: outside("The lease's badge") },
    { ...outside("A map of the pool"), title: plain("Where it stands") },
    { type: "context", elements: [outside("Badge"), mrkdwn("Asked by <@U0USER1>")] },
  ] as KnownBlock[],
  cards: [
    {
      type: "card",
      title: mrkdwn("*council-chatbot*"),
      subtitle: mrkdwn("50 USD for 7 days"),
      slack_icon: { type: "icon", name: "rocket" },
      body: mrkdwn("A chatbot for <@U0USER2>."),
      subtext: mrkdwn("Asked for _twice_ this week"),
      actions: [
        { type: "button", action_id: "card-go", text: plain("Ask for it"), style: "primary", value: "chatbot" },
        { type: "button", action_id: "card-no", text: plain("Not now") },
      ],
    },
    {
      type: "carousel",
      elements: ["empty-sandbox", "data-lab", "private-lab"].map((name) => ({
        type: "card",
        hero_image: outside(`A picture of ${name}`),
        icon: outside(name),
        title: mrkdwn(name),
        body: mrkdwn("For a while."),
        actions: [{ type: "button", action_id: `pick-${name}`, text: plain(`Take ${name}`), value: name }],
      })),
    },
  ] as KnownBlock[],
  containers: [
    {
      type: "container",
      title: plain("Two accounts in quarantine"),
      subtitle: mrkdwn("Look <https://example.gov.uk/runbook|at the runbook> first"),
      icon: outside("Quarantine"),
      is_collapsible: true,
      default_collapsed: true,
      child_blocks: [
        { type: "section", text: mrkdwn("`pool-007` failed its cleanup.") },
        {
          type: "actions",
          elements: [{ type: "button", action_id: "retry", text: plain("Clean it again"), value: "7" }],
        },
      ],
    },
    {
      type: "container",
      title: plain("Always open"),
      width: "narrow",
      has_header_divider: true,
      child_blocks: [{ type: "section", text: mrkdwn("Inside.") }],
    },
  ],
  media: [
    {
      type: "video",
      title: plain("Getting a sandbox"),
      title_url: "https://videos.example.gov.uk/watch/1",
      video_url: "https://videos.example.gov.uk/embed/1",
      thumbnail_url: "https://videos.example.gov.uk/1.png",
      alt_text: "A person asks for a sandbox",
      provider_name: "Videos",
      author_name: "The team",
      description: plain("Three minutes"),
    },
  ],
  file: [{ type: "file", external_id: "report-2026-11", source: "remote" }],
  answers: [
    { type: "section", text: mrkdwn("Was this of use?") },
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: "useful",
          positive_button: { text: plain("Yes"), accessibility_label: "It was of use", value: "yes" },
          negative_button: { text: plain("No"), accessibility_label: "It was of no use", value: "no" },
        },
        { type: "icon_button", action_id: "bin", icon: "trash", text: plain("Delete") },
        {
          type: "icon_button",
          action_id: "bin-of-another",
          icon: "trash",
          text: plain("Delete for User Two"),
          visible_to_user_ids: ["U0USER2"],
        },
      ],
    },
  ],
  task: [
    {
      type: "task_card",
      task_id: "one",
      title: "Close the account",
      status: "error",
      details: { type: "rich_text", elements: [section(words("Ejected from the pool."))] },
      output: { type: "rich_text", elements: [section(words("Organizations refused: quota used up."))] },
      sources: [{ type: "url", url: "https://example.gov.uk/quota", text: "Quota" }],
    },
  ],
  plan: [
    {
      type: "plan",
      title: "account close: step 3 of 4",
      block_id: "plan-of-each",
      tasks: (["complete", "error", "in_progress", "pending"] as const).map((status) => ({
        type: "task_card",
        task_id: status,
        title: `Task that is ${status}`,
        status,
        details: { type: "rich_text", elements: [section(words(`Details of ${status}.`))] },
        sources: [{ type: "url", url: `https://example.gov.uk/${status}`, text: `Source of ${status}` }],
      })),
    },
  ],
  table: [
    {
      type: "table",
      column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "center" }],
      rows: [
        [raw("Account"), raw("Spent"), raw("State")],
        [
          {
            type: "rich_text",
            elements: [
              section({ type: "link", url: "https://example.gov.uk/1", text: "pool-001, which has a long name" }),
            ],
          },
          number(12.5, "12.50 USD"),
          raw("*Available*"),
        ],
      ],
    },
  ],
  dataTable: [leaseTable(200)],
  shapes: [chart("pie"), chart("bar")],
  lines: [chart("area"), chart("line")],
} satisfies Record<string, KnownBlock[]>;

import type { App } from "@slack/bolt";
import type { KnownBlock, ModalView, RichTextBlock } from "@slack/types";
import { everyElement, inputBlock, offered, option, pressed } from "./elements.ts";

/** A payload that the app was sent: an interaction or a closed view. */
export type Told = Record<string, unknown> & {
  type: string;
  actions?: Record<string, unknown>[];
  view?: { callback_id: string; state: { values: Record<string, Record<string, unknown>> } };
};

/** What `/forms` did and heard. */
export interface FormsApp {
  told: Told[];
  /** Puts these blocks into the view that was opened last. */
  fill(blocks: KnownBlock[]): Promise<void>;
}

const plain = (text: string) => ({ type: "plain_text" as const, text });
const words = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });
const line = (block_id: string, optional = false) =>
  inputBlock("plain_text_input", { block_id, label: plain(block_id), dispatch_action: false, optional });
const modal = (callback_id: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: "modal",
  callback_id,
  title: plain(callback_id.replace("forms-", "The form ")),
  submit: plain("Send"),
  blocks,
  ...more,
});

const styled = (text: string, style: object) => ({ type: "text", text, style });
const section = (...elements: object[]) => ({ type: "rich_text_section", elements });
const plainly = (text: string) => ({ type: "text", text });

/** Formatted text of every kind that Slack's own editor keeps. */
export const formatted = {
  type: "rich_text",
  elements: [
    section(
      styled("Bold", { bold: true }),
      plainly(", "),
      styled("both", { bold: true, italic: true }),
      plainly(", "),
      styled("gone", { strike: true }),
      plainly(" and "),
      styled("aws sso", { code: true }),
      plainly("\nfor "),
      { type: "user", user_id: "U0USER2" },
      plainly(" in "),
      { type: "channel", channel_id: "C0GENERAL" },
      plainly(" "),
      { type: "emoji", name: "tada" },
      plainly(" see "),
      { type: "link", url: "https://example.gov.uk", text: "the docs" },
    ),
    { type: "rich_text_list", style: "ordered", elements: [section(plainly("one")), section(plainly("two"))] },
    { type: "rich_text_list", style: "bullet", indent: 1, elements: [section(plainly("inner"))] },
    { type: "rich_text_quote", elements: [plainly("said\ntwice")] },
    { type: "rich_text_preformatted", elements: [plainly("a = 1\nb = 2")] },
    section(plainly("The end")),
  ],
} as unknown as RichTextBlock;

/** Forms by the word after `/forms`. */
const views: Readonly<Record<string, ModalView>> = {
  every: everyElement,
  errors: modal("forms-errors", [
    line("Name"),
    { ...inputBlock("number_input", { dispatch_action: false }), hint: plain("From 0.5 to 30.") },
    line("Note", true),
  ]),
  stack: modal("forms-stack", [line("Step")], { notify_on_close: true }),
  loading: { ...modal("forms-loading", [words("Loading…")]), notify_on_close: true },
  focus: modal("forms-focus", [
    line("Name"),
    inputBlock("users_select", { element: { type: "users_select", action_id: "who", focus_on_load: true } }),
    { type: "actions", block_id: "row", elements: [{ type: "button", action_id: "check", text: plain("Check") }] },
  ]),
  dispatch: modal("forms-dispatch", [
    inputBlock("plain_text_input", { block_id: "on-enter", label: plain("On Enter") }),
    { type: "actions", block_id: "row", elements: [{ type: "button", action_id: "check", text: plain("Check") }] },
  ]),
  files: modal("forms-files", [inputBlock("file_input")]),
  rich: modal("forms-rich", [
    inputBlock("rich_text_input", {
      dispatch_action: false,
      element: { type: "rich_text_input", action_id: "rich_text_input", initial_value: formatted, min_lines: 12 },
    }),
  ]),
};

/** Blocks of a Home tab with a field and a button. */
export const homeBlocks: KnownBlock[] = [
  inputBlock("static_select"),
  line("Nickname"),
  { type: "actions", block_id: "go", elements: [{ type: "button", action_id: "save", text: plain("Save") }] },
];

/** Adds `/forms` to an app: it opens forms, answers them as their first field says, and keeps what it was told. */
export function addForms(app: App): FormsApp {
  const told: Told[] = [];
  let opened = "";
  app.command("/forms", async ({ command, ack, client }) => {
    await ack();
    const { text, trigger_id, channel_id: channel, user_id } = command;
    const view = views[text];
    if (text === "pressed") await client.chat.postMessage({ channel, text: "Every row", blocks: pressed });
    else if (text === "home") await client.views.publish({ user_id, view: { type: "home", blocks: homeBlocks } });
    else if (view) opened = (await client.views.open({ trigger_id, view })).view?.id ?? "";
    else throw new Error(`there is no form called ${text}; there are ${Object.keys(views).join(", ")}`);
  });
  app.options(/external_select$/, async ({ ack, options }) => {
    const answer = offered(options.value);
    if (answer === "nothing") return;
    await ack(answer === "odd" ? ({ options: [{ text: "no object" }] } as never) : answer);
  });
  // The other listeners acknowledge: this one only listens.
  app.action(/.*/, async ({ body }) => void told.push(body as unknown as Told));
  app.view({ type: "view_closed", callback_id: /^forms-/ }, async ({ ack, body }) => {
    told.push(body as unknown as Told);
    await ack();
  });
  app.view({ type: "view_submission", callback_id: /^forms-/ }, async ({ ack, body, view }) => {
    told.push(body as unknown as Told);
    const first = Object.values(Object.values(view.state.values)[0] ?? {})[0]?.value;
    const next = { ...views.stack, notify_on_close: true } as ModalView;
    if (first === "silent") return;
    if (first === "wrong") {
      return ack({
        response_action: "errors",
        errors: { Name: "That name is taken.", number_input: "Too many days." },
      });
    }
    if (first === "elsewhere") return ack({ response_action: "errors", errors: { nowhere: "No such field." } });
    if (first === "push") return ack({ response_action: "push", view: { ...next, title: plain("One further") } });
    if (first === "update") return ack({ response_action: "update", view: { ...next, title: plain("Another one") } });
    if (first === "clear") return ack({ response_action: "clear" });
    await ack();
  });
  return {
    told,
    async fill(blocks) {
      await app.client.views.update({ view_id: opened, view: { ...(views.loading as ModalView), blocks } });
    },
  };
}

export { inputBlock, line, option };

import { workspace } from "../../sim/people.ts";

/** A call that Slack refuses, and all of its answer. */
export interface Refusal {
  says: string;
  method: string;
  /** `name=value`, sent as they are, joined by `&`: what `curl -d` does. */
  fields: readonly string[];
  answer: object;
}

const general = "channel=C0GENERAL";
const post = (says: string, block: object, line: string): Refusal => ({
  says,
  method: "chat.postMessage",
  fields: [general, "text=hello", `blocks=${JSON.stringify([block].flat())}`],
  answer: {
    ok: false,
    error: "invalid_blocks",
    errors: [line],
    response_metadata: { messages: [`[ERROR] ${line}`] },
  },
});
const plain = (text: string) => ({ type: "plain_text", text });
const modal = (title: string) =>
  `view=${JSON.stringify({ type: "modal", title: plain(title), blocks: [{ type: "divider" }] })}`;
const goButton = { type: "button", action_id: "go", text: plain("Go") };

/** Ten of what Slack refuses, for docs/estate.md. Why it does is in docs/slack-rules.md, with the source of each rule. */
export const refusals: readonly Refusal[] = [
  {
    says: "A message says something.",
    method: "chat.postMessage",
    fields: [general],
    answer: { ok: false, error: "no_text" },
  },
  post(
    "A section has text or fields.",
    { type: "section" },
    "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
  ),
  post(
    "A block is of a kind that Slack knows.",
    { type: "banner" },
    "unsupported type: banner [json-pointer:/blocks/0/type]",
  ),
  post(
    "An alert stands in modals only.",
    { type: "alert", text: { type: "mrkdwn", text: "Mind the gap" } },
    "unsupported type: alert [json-pointer:/blocks/0/type]",
  ),
  post(
    "A block has no fields of one's own.",
    { type: "divider", colour: "red" },
    "invalid additional property: colour [json-pointer:/blocks/0]",
  ),
  post(
    "An `action_id` stands once in a block.",
    { type: "actions", elements: [goButton, goButton] },
    '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ),
  post(
    "A menu has something to choose from.",
    { type: "actions", elements: [{ type: "static_select", action_id: "size", options: [] }] },
    "must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]",
  ),
  {
    says: "The title of a modal has at most 24 characters.",
    method: "views.open",
    fields: ["trigger_id=1.1.none", modal("Get a sandbox for the open data day")],
    answer: {
      ok: false,
      error: "invalid_arguments",
      response_metadata: {
        messages: [
          "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
          "[ERROR] failed to match all allowed schemas [json-pointer:/view/title]",
          "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
        ],
      },
    },
  },
  {
    says: "A modal opens on somebody's trigger, once and within three seconds.",
    method: "views.open",
    fields: ["trigger_id=1.1.none", modal("Get a sandbox")],
    answer: { ok: false, error: "invalid_trigger_id" },
  },
  {
    says: "An app writes where it was invited to.",
    method: "chat.postMessage",
    fields: ["channel=C0RANDOM", "text=hello"],
    answer: { ok: false, error: "not_in_channel" },
  },
];

/** The body of the request, byte for byte. */
export const bodyOf = ({ fields }: Refusal): string => [`token=${workspace.botToken}`, ...fields].join("&");

/** The same as a line to paste into a shell, for the estate of `npm start`. */
export function curlLine({ method, fields }: Refusal): string {
  const given = [`token=${workspace.botToken}`, ...fields].map((each) => ` -d '${each}'`);
  return `curl -s http://127.0.0.1:4310/api/${method}${given.join("")}`;
}

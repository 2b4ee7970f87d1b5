import type { Example } from "../derived.ts";
import { actions, button, card, divider, mrkdwn, option, picture, plain, richText, select, task } from "../payloads.ts";
import { blocks, each } from "./shapes.ts";

const menu = (fields: object) => actions({ type: "conversations_select", ...fields });
const other = { text: plain("B"), value: "b" };
const collapsible = (fields: object) => ({
  type: "container",
  title: plain("Box"),
  child_blocks: [divider],
  ...fields,
});
const initial = (fields: object) => actions({ type: "multi_static_select", options: [option, other], ...fields });

/** Ids that stand twice, fields of which one is needed, first choices that are not on offer. */
export const choices: Readonly<Record<string, Example>> = {
  "block_id.unique": blocks(
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "b" },
    ],
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
    '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
  ),
  "action_id.unique": blocks(
    [actions({ ...button, action_id: "a" }), actions({ ...button, action_id: "a" })],
    [divider, actions({ ...button, action_id: "a" }, { ...button, action_id: "a" })],
    '`action_id` "a" already exists [json-pointer:/blocks/1/elements/1/action_id]',
  ),
  "task_id.unique": each(
    { type: "plan", title: "p", tasks: [task, { ...task, task_id: "u" }] },
    { type: "plan", title: "p", tasks: [task, task] },
    '`task_id` "t" already exists [json-pointer:/blocks/0/tasks/1/task_id]',
  ),
  "section.either": blocks(
    [
      { type: "section", text: mrkdwn("m") },
      { type: "section", fields: [mrkdwn("m")] },
      { type: "section", text: mrkdwn("m"), fields: [mrkdwn("m")] },
    ],
    [{ type: "section" }],
    "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
  ),
  "image.either": blocks(
    [picture, { type: "image", alt_text: "a", slack_file: { url: "https://files.slack.com/a" } }],
    [{ ...picture, slack_file: { id: "F1" } }],
    "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
  ),
  "container.either": blocks(
    [collapsible({}), { type: "container", rich_text_title: richText, child_blocks: [divider] }],
    [{ type: "container", child_blocks: [divider] }],
    "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
  ),
  "select.either": each(
    actions(select),
    actions({ ...select, option_groups: [{ label: plain("g"), options: [option] }] }),
    "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
  ),
  "slack_file.either": each(
    { type: "image", alt_text: "a", slack_file: { id: "F1" } },
    { type: "image", alt_text: "a", slack_file: {} },
    "must define either `url` or `id` [json-pointer:/blocks/0/slack_file]",
  ),
  "card.any": each(
    { type: "card", body: mrkdwn("b") },
    { type: "card", subtitle: mrkdwn("s") },
    "must define at least one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]",
  ),
  "card.icon": each(
    { ...card, icon: picture },
    { ...card, icon: picture, slack_icon: { name: "rocket" } },
    "must define either `icon` or `slack_icon` [json-pointer:/blocks/0]",
  ),
  "filter.any": each(
    menu({ filter: { include: ["public"] } }),
    menu({ filter: {} }),
    "must define at least one of `include`, `exclude_external_shared_channels` or `exclude_bot_users` [json-pointer:/blocks/0/elements/0/filter]",
  ),
  "initial_option.provided": blocks(
    [
      actions({ ...select, initial_option: option }),
      actions({
        type: "static_select",
        option_groups: [{ label: plain("g"), options: [option] }],
        initial_option: option,
      }),
      actions({ type: "radio_buttons", options: [option], initial_option: option }),
    ],
    [actions({ ...select, initial_option: { ...option, description: plain("other") } })],
    "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
  ),
  "initial_options.provided": each(
    initial({ initial_options: [option, other] }),
    initial({ initial_options: [] }),
    "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_options]",
  ),
  "slack_file.url.minLength": each(
    { type: "image", alt_text: "a", slack_file: { url: "h" } },
    { type: "image", alt_text: "a", slack_file: { url: "" } },
    "must be more than 0 characters [json-pointer:/blocks/0/slack_file/url]",
  ),
};

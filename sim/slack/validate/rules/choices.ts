import { isDeepStrictEqual } from "node:util";
import { type Json, objectOf, objectsOf } from "../../json.ts";
import { blockPage, elementPage, objectPage } from "../schemas/named.ts";
import { type Agreement, type Finding, onEach, when } from "./rule.ts";

const has = (value: Json, field: string) => value[field] !== undefined;

/** An object must have one of some fields; both, where `both` says so. `pointer` is where Slack puts the complaint. */
function either(
  id: string,
  types: readonly string[],
  fields: readonly [string, string],
  { source, both = false, pointer = "" }: { source: string; both?: boolean; pointer?: string },
): Agreement {
  const names = fields.map((field) => `\`${field}\``).join(" or ");
  return {
    id: `${id}.either`,
    says: `\`${id}\`: ${names}${both ? "" : ", not both"}`,
    source,
    find: onEach(types, (value) => {
      const count = fields.filter((field) => has(value, field)).length;
      return when(count === 0 || (count === 2 && !both), `must define either ${names}`, pointer);
    }),
  };
}

const cardParts = ["hero_image", "title", "actions", "body"];
const filterParts = ["include", "exclude_external_shared_channels", "exclude_bot_users"];

/** Fields of which one is needed, and first choices that must be on offer. */
export const choices: readonly Agreement[] = [
  either("section", ["section"], ["text", "fields"], {
    source: "https://github.com/slackapi/java-slack-sdk/issues/1017",
    both: true,
    pointer: "/type",
  }),
  either("image", ["image"], ["image_url", "slack_file"], { source: elementPage("image") }),
  either("container", ["container"], ["title", "rich_text_title"], { source: blockPage("container"), both: true }),
  either("select", ["static_select", "multi_static_select"], ["options", "option_groups"], {
    source: elementPage("select-menu"),
  }),
  {
    id: "slack_file.either",
    says: "`slack_file`: `url` or `id`, not both",
    source: objectPage("slack-file"),
    find: onEach(["image"], ({ slack_file }) =>
      when(
        slack_file !== undefined && has(objectOf(slack_file), "url") === has(objectOf(slack_file), "id"),
        "must define either `url` or `id`",
        "/slack_file",
      ),
    ),
  },
  {
    id: "card.any",
    says: `\`card\`: at least one of ${cardParts.join(", ")}`,
    source: blockPage("card"),
    find: onEach(["card"], (value) =>
      when(
        !cardParts.some((field) => has(value, field)),
        "must define at least one of `hero_image`, `title`, `actions` or `body`",
      ),
    ),
  },
  {
    id: "card.icon",
    says: "`card`: `icon` or `slack_icon`, not both",
    source: "https://docs.rs/slackblocks/4.0.0/slackblocks/struct.CardBlock.html",
    find: onEach(["card"], (value) =>
      when(has(value, "icon") && has(value, "slack_icon"), "must define either `icon` or `slack_icon`"),
    ),
  },
  {
    id: "filter.any",
    says: `\`filter\`: at least one of ${filterParts.join(", ")}`,
    source: objectPage("conversation-filter"),
    find: onEach(["conversations_select", "multi_conversations_select"], ({ filter }) =>
      when(
        filter !== undefined && !filterParts.some((field) => has(objectOf(filter), field)),
        "must define at least one of `include`, `exclude_external_shared_channels` or `exclude_bot_users`",
        "/filter",
      ),
    ),
  },
  {
    id: "initial_option.provided",
    says: "what is chosen at first is one of the options, alike in every field",
    source: "https://github.com/slackapi/python-slack-sdk/issues/1509",
    find: onEach(["static_select", "radio_buttons"], (value) => aboutFirst(value, "initial_option")),
  },
  {
    id: "initial_options.provided",
    says: "what is chosen at first is some of the options, alike in every field, and never an empty list",
    source: "https://github.com/maxchehab/phelia/pull/23",
    find: onEach(["multi_static_select", "checkboxes"], (value) => aboutFirst(value, "initial_options")),
  },
];

function aboutFirst(element: Json, field: string): Finding[] {
  const chosen = element[field];
  if (chosen === undefined) return [];
  const grouped = objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options));
  const provided = [...objectsOf(element.options), ...grouped];
  const wanted = Array.isArray(chosen) ? chosen : [chosen];
  const isProvided = wanted.length > 0 && wanted.every((one) => provided.some((each) => isDeepStrictEqual(each, one)));
  return when(!isProvided, "must be one of the provided options", `/${field}`);
}

import { limits } from "../limits.ts";
import type { Rule } from "./rule.ts";

const post = "https://docs.slack.dev/reference/methods/chat.postMessage";
const open = "https://docs.slack.dev/reference/methods/views.open";
const metadata = "https://docs.slack.dev/messaging/message-metadata";
const schemaEngine = "https://github.com/slackhq/hack-json-schema";

const call = (id: string, error: string, says: string, source: string = post): Rule => ({ id, says, source, error });
const plain = (id: string, says: string, source: string): Rule => ({ id, says, source });

/** Rules about JSON values, whatever they are for, in the words of Slack's own schema engine. */
export const valueRules: readonly Rule[] = [
  plain("json.string", "where text belongs, nothing else stands", schemaEngine),
  plain("json.boolean", "where true or false belongs, nothing else stands", schemaEngine),
  plain("json.number", "where a number belongs, nothing else stands", schemaEngine),
  plain("json.int", "where a whole number belongs, nothing else stands", schemaEngine),
  plain("json.array", "where a list belongs, nothing else stands", schemaEngine),
  plain("json.object", "where an object belongs, nothing else stands", schemaEngine),
  plain("type.required", "blocks, elements and views say their `type`", schemaEngine),
  plain("type.const", "where one type belongs, no other stands", schemaEngine),
];

/** Rules about whole calls. */
export const callRules: readonly Rule[] = [
  call("message.text.required", "no_text", "a message has text, blocks or attachments"),
  call("message.text.maxLength", "msg_too_long", `\`text\` is at most ${limits.message.text} characters`),
  call("message.blocks.format", "invalid_blocks_format", "`blocks` is a list, or one written as JSON"),
  plain(
    "message.blocks.maxItems",
    `a message has at most ${limits.message.blocks} blocks`,
    "https://docs.slack.dev/reference/block-kit/blocks",
  ),
  call(
    "message.blocks.characters",
    "msg_blocks_too_long",
    `the blocks of \`chat.postMessage\` show at most ${limits.message.blockText} characters together, tables apart`,
    // What goes to a response_url is not held to it (github.com/slackapi/bolt-js/issues/2867).
    "https://github.com/slackapi/bolt-js/issues/2509",
  ),
  plain("blocks.type", "a block's `type` is one that Slack knows", "https://docs.slack.dev/blocks.json"),
  call("message.attachments.format", "invalid_attachments", "`attachments` is a list, or one written as JSON"),
  call(
    "message.attachments.maxItems",
    "too_many_attachments",
    `a message has at most ${limits.message.attachments} attachments`,
  ),
  call(
    "message.metadata.format",
    "invalid_metadata_format",
    "`metadata` is an object, or one written as JSON",
    metadata,
  ),
  call(
    "message.metadata.schema",
    "invalid_metadata_schema",
    "`metadata` has a text `event_type` and an object `event_payload`",
    metadata,
  ),
  call(
    "message.metadata.maxLength",
    "metadata_too_large",
    `\`metadata\` is at most ${limits.message.metadataBytes} bytes`,
    metadata,
  ),
  plain(
    "view.blocks.maxItems",
    `a view has at most ${limits.view.blocks} blocks`,
    "https://docs.slack.dev/reference/block-kit/blocks",
  ),
  plain("view.type", "a view's `type` is the one the method takes", open),
  call("view.maxLength", "view_too_large", `a view is at most ${limits.view.bytes} bytes`, open),
  plain(
    "modal.submit",
    "a modal with `input` blocks has `submit`",
    "https://docs.slack.dev/reference/views/modal-views",
  ),
];

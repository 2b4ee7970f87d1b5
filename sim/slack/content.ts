import { withIds } from "./block-ids.ts";
import { isObject, type Json, objectsOf, parseJson, textOf } from "./json.ts";
import { attachmentComplaints } from "./validate/attachments.ts";
import { limits } from "./validate/limits.ts";
import { refuse, throwWhenRefused } from "./validate/refusal.ts";
import { shownCharacters } from "./validate/rules/totals.ts";
import { complaintsAbout } from "./validate/validate.ts";

/** The contents of a message, as sent. Absent fields were not sent. */
export interface Content {
  text?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
}

/** Reads and judges a message's contents. Throws Slack's own codes. */
export function readContent(params: Json): Content {
  const content: Content = {};
  if (params.text !== undefined && params.text !== null) content.text = textOf(params.text);
  if ((content.text ?? "").length > limits.message.text) refuse("message.text.maxLength");
  const blocks = listParam(params.blocks, "message.blocks.format");
  if (blocks !== undefined) {
    throwWhenRefused(complaintsAbout(blocks, "message", "/blocks"), "invalid_blocks");
    content.blocks = withIds(objectsOf(blocks));
  }
  const attachments = listParam(params.attachments, "message.attachments.format");
  if (attachments !== undefined) {
    if (attachments.length > limits.message.attachments) refuse("message.attachments.maxItems");
    throwWhenRefused(attachmentComplaints(attachments), "invalid_attachments");
    content.attachments = objectsOf(attachments);
  }
  const metadata = readMetadata(params.metadata);
  if (metadata !== undefined) content.metadata = metadata;
  return content;
}

/** Says whether there is anything to show. */
export function isEmpty(content: Content): boolean {
  return !content.text?.trim() && !content.blocks?.length && !content.attachments?.length;
}

/** What `chat.postMessage` asks beyond what every message must be. Throws `msg_blocks_too_long`. */
export function refuseTooLong(content: Content): void {
  const shown = (content.blocks ?? []).filter(({ type }) => type !== "table" && type !== "data_table");
  if (shownCharacters(shown) > limits.message.blockText) refuse("message.blocks.characters");
}

/** A list, sent as one or as JSON text. */
function listParam(value: unknown, rule: string): unknown[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const list = typeof value === "string" ? parseJson(value) : value;
  return Array.isArray(list) ? list : refuse(rule);
}

/** `metadata` is `{ event_type, event_payload }`; an empty object takes it away (docs.slack.dev/messaging/message-metadata). */
function readMetadata(value: unknown): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const metadata = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(metadata)) return refuse("message.metadata.format");
  if (Object.keys(metadata).length === 0) return {};
  if (typeof metadata.event_type !== "string" || !isObject(metadata.event_payload)) refuse("message.metadata.schema");
  if (Buffer.byteLength(JSON.stringify(metadata)) > limits.message.metadataBytes) refuse("message.metadata.maxLength");
  return metadata;
}

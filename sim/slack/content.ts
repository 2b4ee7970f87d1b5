import { withIds } from "./block-ids.ts";
import { isObject, type Json, objectsOf, parseJson, textOf } from "./json.ts";
import { SlackError } from "./slack-error.ts";
import { toLine } from "./validate/complaints.ts";
import { limits } from "./validate/rules.ts";
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
  if ((content.text ?? "").length > limits.message.text) throw new SlackError("msg_too_long");
  const blocks = listParam(params.blocks, "invalid_blocks_format");
  if (blocks !== undefined) {
    const complaints = complaintsAbout(blocks, "message", "/blocks");
    if (complaints.length > 0) {
      const lines = complaints.map(toLine);
      throw new SlackError("invalid_blocks", {
        errors: lines.map((line) => line.replace(/^\[ERROR\] /, "")),
        response_metadata: { messages: lines },
      });
    }
    content.blocks = withIds(objectsOf(blocks));
  }
  const attachments = listParam(params.attachments, "invalid_attachments");
  if (attachments !== undefined) content.attachments = objectsOf(attachments);
  const metadata = readMetadata(params.metadata);
  if (metadata !== undefined) content.metadata = metadata;
  return content;
}

/** Says whether there is anything to show. */
export function isEmpty(content: Content): boolean {
  return !content.text?.trim() && !content.blocks?.length && !content.attachments?.length;
}

function listParam(value: unknown, error: string): unknown[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const list = typeof value === "string" ? parseJson(value) : value;
  if (!Array.isArray(list)) throw new SlackError(error);
  return list;
}

/** `metadata` is `{ event_type, event_payload }`; an empty object takes it away (docs.slack.dev/messaging/message-metadata). */
function readMetadata(value: unknown): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const metadata = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(metadata)) throw new SlackError("invalid_metadata_format");
  if (Object.keys(metadata).length === 0) return {};
  if (typeof metadata.event_type !== "string" || !isObject(metadata.event_payload)) {
    throw new SlackError("invalid_metadata_schema");
  }
  if (JSON.stringify(metadata).length > limits.metadataBytes) throw new SlackError("metadata_too_large");
  return metadata;
}

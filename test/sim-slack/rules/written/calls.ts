import type { Example } from "../derived.ts";
import { divider, inHome, inModal, input, type Json, long, many, mrkdwn, plain, type Sent } from "../payloads.ts";
import { samples } from "../samples.ts";
import { blocks, message, sent } from "./shapes.ts";

const event = (event_payload: unknown) => ({ text: "t", metadata: { event_type: "job", event_payload } });
const view = (length: number): Sent => {
  const notes = many(80, () => ({ type: "section", text: mrkdwn(long(length)) }));
  return inModal(...notes);
};

/** Whole calls. */
export const calls: Readonly<Record<string, Example>> = {
  "message.text.required": message({ text: "t" }, { text: "  " }, "", "no_text"),
  "message.text.maxLength": message({ text: long(40_000) }, { text: long(40_001) }, "", "msg_too_long"),
  "message.blocks.format": message(
    { blocks: JSON.stringify([divider]), text: "t" },
    { blocks: "{", text: "t" },
    "",
    "invalid_blocks_format",
  ),
  "message.blocks.maxItems": blocks(
    many(50, () => divider),
    many(51, () => divider),
    "no more than 50 items allowed [json-pointer:/blocks]",
  ),
  "message.attachments.format": message(
    { attachments: JSON.stringify([{ text: "a" }]) },
    { attachments: "a" },
    "",
    "invalid_attachments",
  ),
  "message.attachments.maxItems": message(
    { attachments: many(100, () => ({ text: "a" })) },
    { attachments: many(101, () => ({ text: "a" })) },
    "",
    "too_many_attachments",
  ),
  "message.metadata.format": message(event({}), { text: "t", metadata: "[]" }, "", "invalid_metadata_format"),
  "message.metadata.schema": message(event({ id: "1" }), event("id"), "", "invalid_metadata_schema"),
  "message.metadata.maxLength": message(
    event({ a: long(15_900) }),
    event({ a: long(16_000) }),
    "",
    "metadata_too_large",
  ),
  "message.blocks.characters": blocks(
    many(4, () => ({ type: "section", text: mrkdwn(long(3_000)) })),
    many(5, () => ({ type: "section", text: mrkdwn(long(3_000)) })),
    "",
    "msg_blocks_too_long",
  ),
  "view.blocks.maxItems": sent(
    [inModal(...many(100, () => divider)), inHome(...many(100, () => divider))],
    inModal(...many(101, () => divider)),
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ),
  "view.type": sent(
    [inHome(divider)],
    { home: samples.modal?.value as Json },
    "unsupported type: modal [json-pointer:/view/type]",
  ),
  "view.maxLength": sent(
    [view(2_990)],
    { modal: { ...Object.values(view(2_990))[0], private_metadata: long(20_000) } },
    "",
    "view_too_large",
  ),
  "modal.submit": sent(
    [inModal(input({ type: "plain_text_input" })), { modal: { type: "modal", title: plain("T"), blocks: [divider] } }],
    { modal: { type: "modal", title: plain("T"), blocks: [divider, input({ type: "plain_text_input" })] } },
    "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
  ),
  "attachment.additionalProperties": message(
    { attachments: [{ text: "a" }] },
    { attachments: [{ text: "a", indent: false }] },
    "invalid_keys",
    "invalid_attachments",
  ),
};

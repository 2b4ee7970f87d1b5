import { z } from "zod";
import { named } from "./named.ts";

const page = "https://api.slack.com/reference/messaging/attachments";
const text = z.string().optional();
const anything = z.unknown().optional();

/** A secondary attachment: the fields of @slack/types 3.2.0 `MessageAttachment`. Its blocks are judged one by one. */
export const attachment = named(
  "attachment",
  page,
  z.strictObject({
    blocks: z.array(z.unknown()).optional(),
    fallback: text,
    color: text,
    pretext: text,
    author_name: text,
    author_link: text,
    author_icon: text,
    author_subname: text,
    title: text,
    title_link: text,
    text,
    fields: z
      .array(
        named(
          "attachment_field",
          page,
          z.strictObject({ title: z.string(), value: z.string(), short: z.boolean().optional() }),
        ),
      )
      .optional(),
    image_url: text,
    thumb_url: text,
    footer: text,
    footer_icon: text,
    ts: anything,
    actions: anything,
    callback_id: text,
    mrkdwn_in: z.array(z.enum(["pretext", "text", "fields"])).optional(),
    app_unfurl_url: text,
    is_app_unfurl: anything,
    app_id: anything,
    bot_id: anything,
    preview: anything,
    /** Older pages tell apps to send "default". */
    attachment_type: text,
  }),
);

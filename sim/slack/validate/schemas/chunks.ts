import { z } from "zod";
import { limits } from "../limits.ts";
import { named } from "./named.ts";
import { taskFields } from "./work.ts";

const page = "https://docs.slack.dev/reference/methods/chat.appendStream";

/** The pieces of a message that grows; fields as in @slack/types 3.2.0. */
const chunks = [
  named("markdown_text_chunk", page, z.strictObject({ type: z.literal("markdown_text"), text: z.string() })),
  named("plan_update_chunk", page, z.strictObject({ type: z.literal("plan_update"), title: taskFields.title })),
  named(
    "task_update_chunk",
    page,
    z.strictObject({
      type: z.literal("task_update"),
      id: taskFields.task_id,
      title: taskFields.title,
      status: taskFields.status,
      // The page says 256 characters; far more was taken (vercel/chat#886).
      details: z.string().optional(),
      output: z.string().optional(),
      sources: taskFields.sources,
    }),
  ),
  named(
    "blocks_chunk",
    page,
    z.strictObject({ type: z.literal("blocks"), blocks: z.array(z.unknown()).max(limits.message.blocks) }),
  ),
] as const;

/** One chunk; the blocks in one are judged as those of a message. */
export const chunk = named("chunk", page, z.discriminatedUnion("type", chunks));

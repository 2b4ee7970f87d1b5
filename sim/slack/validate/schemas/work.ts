import { z } from "zod";
import { limits } from "../limits.ts";
import { anyText, blockId, link } from "./compositions.ts";
import { elements } from "./elements.ts";
import { blockPage, named } from "./named.ts";
import { richText } from "./rich-text.ts";

const filled = z.string().min(1);
const block = { block_id: blockId.optional() };

const source = named(
  "url_source",
  "https://docs.slack.dev/reference/block-kit/block-elements/url-source-element",
  z.strictObject({ type: z.literal("url"), url: link, text: filled }),
);

/** What a task card shows that plain JSON says; a stream brings the same (`chunks.ts`). */
export const taskFields = {
  task_id: filled,
  title: filled,
  status: z.enum(["pending", "in_progress", "complete", "error"]),
  sources: z.array(source).optional(),
} as const;

const taskCard = named(
  "task_card",
  blockPage("task-card"),
  z.strictObject({
    type: z.literal("task_card"),
    ...block,
    ...taskFields,
    details: richText.optional(),
    output: richText.optional(),
  }),
);

const card = named(
  "card",
  blockPage("card"),
  z.strictObject({
    type: z.literal("card"),
    ...block,
    hero_image: elements.image.optional(),
    icon: elements.image.optional(),
    slack_icon: named(
      "slack_icon",
      blockPage("card"),
      z.strictObject({ type: z.literal("icon").optional(), name: filled }),
    ).optional(),
    title: anyText(limits.card.title).optional(),
    subtitle: anyText(limits.card.subtitle).optional(),
    body: anyText(limits.card.body).optional(),
    subtext: anyText(limits.text).optional(),
    actions: z.array(elements.button).min(1).max(limits.card.actions).optional(),
  }),
);

/** Blocks that show tasks and cards. */
export const work = {
  alert: named(
    "alert",
    blockPage("alert"),
    z.strictObject({
      type: z.literal("alert"),
      ...block,
      text: anyText(limits.text),
      level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
    }),
  ),
  card,
  carousel: named(
    "carousel",
    blockPage("carousel"),
    z.strictObject({ type: z.literal("carousel"), ...block, elements: z.array(card).min(1).max(limits.carousel) }),
  ),
  plan: named(
    "plan",
    blockPage("plan"),
    z.strictObject({
      type: z.literal("plan"),
      ...block,
      title: filled,
      tasks: z.array(taskCard).max(limits.plan.tasks).optional(),
    }),
  ),
  task_card: taskCard,
} as const;

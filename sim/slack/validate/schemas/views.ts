import { z } from "zod";
import { limits } from "../limits.ts";
import { plainText } from "./compositions.ts";
import { named } from "./named.ts";

const page = (name: string) => `https://docs.slack.dev/reference/views/${name}-views`;
const common = {
  blocks: z.array(z.unknown()),
  private_metadata: named("private_metadata", page("modal"), z.string().max(limits.view.privateMetadata)).optional(),
  callback_id: named("callback_id", page("modal"), z.string().max(limits.view.callbackId)).optional(),
  external_id: named("external_id", page("modal"), z.string().max(limits.view.externalId)).optional(),
};

/** The frames of views; their blocks are judged one by one. */
export const views = {
  modal: named(
    "modal",
    page("modal"),
    z.strictObject({
      type: z.literal("modal"),
      ...common,
      title: plainText(limits.view.title),
      submit: plainText(limits.view.submit).optional(),
      close: plainText(limits.view.close).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
    }),
  ),
  home: named("home", page("home-tab"), z.strictObject({ type: z.literal("home"), ...common })),
} as const;

import { z } from "zod";
import { isObject, objectsOf } from "../json.ts";
import { type Complaint, toComplaints } from "./complaints.ts";
import { plainText } from "./compositions.ts";
import { limits } from "./rules.ts";
import { complaintsAbout } from "./validate.ts";

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(limits.view.privateMetadata).optional(),
  callback_id: z.string().max(limits.view.callbackId).optional(),
  external_id: z.string().max(limits.view.externalId).optional(),
};

const modal = z.strictObject({
  type: z.literal("modal"),
  ...common,
  title: plainText(limits.view.title),
  submit: plainText(limits.view.submit).optional(),
  close: plainText(limits.view.close).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal("home"), ...common });

/** Everything Slack would refuse in a view; empty when it is fine. `allowed` is what the method opens. */
export function complaintsAboutView(view: unknown, allowed: readonly ("modal" | "home")[]): Complaint[] {
  if (!isObject(view)) return [{ message: "must provide an object", pointer: "/view" }];
  const type = view.type;
  if (type === undefined) return [{ message: "missing required field: type", pointer: "/view" }];
  if ((type !== "modal" && type !== "home") || !allowed.includes(type)) {
    return [{ message: `unsupported type: ${String(type)}`, pointer: "/view/type" }];
  }
  const frame = (type === "modal" ? modal : home).safeParse(view, { reportInput: true });
  const complaints = frame.success ? [] : toComplaints(frame.error.issues, "/view");
  const about = Array.isArray(view.blocks) ? complaintsAbout(view.blocks, type, "/view/blocks") : [];
  const hasInput = objectsOf(view.blocks).some((block) => block.type === "input");
  if (type === "modal" && hasInput && view.submit === undefined) {
    complaints.push({ message: "missing required field: submit", pointer: "/view" });
  }
  return [...complaints, ...about];
}

import { isObject, objectsOf } from "../json.ts";
import { type Complaint, complaintsOf, unmatched } from "./complaints.ts";
import { limits } from "./limits.ts";
import { views } from "./schemas/views.ts";
import { complaintsAboutAgreement, complaintsAboutShapes } from "./validate.ts";

/** Everything Slack would refuse in a view; empty when it is fine. `allowed` is what the method opens. */
export function complaintsAboutView(view: unknown, allowed: readonly ("modal" | "home")[]): Complaint[] {
  if (!isObject(view)) return [{ rule: "json.object", message: "must provide an object", pointer: "/view" }];
  const { type } = view;
  if (type === undefined) return [{ rule: "type.required", message: "missing required field: type", pointer: "/view" }];
  if ((type !== "modal" && type !== "home") || !allowed.includes(type)) {
    return [{ rule: "view.type", message: `unsupported type: ${String(type)}`, pointer: "/view/type" }];
  }
  if (Buffer.byteLength(JSON.stringify(view)) > limits.view.bytes) {
    return [{ rule: "view.maxLength", message: "", pointer: "" }];
  }
  const frame = complaintsOf(views[type], view, "/view");
  const parts = Array.isArray(view.blocks) ? complaintsAboutShapes(view.blocks, type, "/view/blocks") : [];
  const [first] = [...parts, ...frame];
  // Slack tries the view against several schemas, and says first that none fits.
  if (first !== undefined) return [{ rule: first.rule, message: unmatched, pointer: "/view" }, ...parts, ...frame];
  return [
    ...complaintsAboutAgreement(view.blocks, type, "/view/blocks"),
    ...aboutSubmit(view.blocks, type, view.submit),
  ];
}

/** The words and the place are Slack's own. */
function aboutSubmit(blocks: unknown, type: "modal" | "home", submit: unknown): Complaint[] {
  if (type !== "modal" || submit !== undefined) return [];
  const index = objectsOf(blocks).findIndex((block) => block.type === "input");
  if (index < 0) return [];
  const message = "must define `submit` to use an `input` block in modals";
  return [{ rule: "modal.submit", message, pointer: `/view/blocks/${index}/input` }];
}

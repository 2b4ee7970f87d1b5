import { isObject, type Json, objectsOf, parseJson } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { attachmentComplaints } from "../validate/attachments.ts";
import { type Complaint, toLine } from "../validate/complaints.ts";
import { complaintsAbout } from "../validate/validate.ts";
import { complaintsAboutView } from "../validate/views.ts";
import type { Call, Methods } from "./method.ts";

/** `blocks.validate` (docs.slack.dev/reference/methods/blocks.validate). It needs no scope. */
export const blocks: Methods = {
  "blocks.validate": {
    tier: "special",
    errors: ["invalid_arguments", "invalid_blocks", "invalid_message", "invalid_view"],
    run: validate,
  },
};

const surfaces = ["message", "modal", "home"] as const;

/** What may be judged, and the code when it is refused. Blocks alone are fine when they are on any surface. */
const judges: Readonly<Record<string, { error: string; judge: (sent: unknown) => Complaint[] }>> = {
  blocks: {
    error: "invalid_blocks",
    judge(sent) {
      const found = surfaces.map((surface) => complaintsAbout(sent, surface, "/blocks"));
      return found.find((complaints) => complaints.length === 0) ?? found[0] ?? [];
    },
  },
  message: {
    error: "invalid_message",
    judge(sent) {
      if (!isObject(sent)) return [{ rule: "json.object", message: "must provide an object", pointer: "/message" }];
      const { blocks: own, attachments } = sent;
      return [
        ...(own === undefined ? [] : complaintsAbout(own, "message", "/blocks")),
        ...attachmentComplaints(objectsOf(attachments)),
      ];
    },
  },
  view: { error: "invalid_view", judge: (sent) => complaintsAboutView(sent, ["modal", "home"]) },
};

function validate({ params }: Call): Json {
  const given = Object.keys(judges).filter((name) => params[name] !== undefined);
  const [name = ""] = given;
  const judged = judges[name];
  if (judged === undefined || given.length > 1) {
    const message = "[ERROR] must provide exactly one of `blocks`, `view` or `message`";
    throw new SlackError("invalid_arguments", { response_metadata: { messages: [message] } });
  }
  const sent = params[name];
  const complaints = judged.judge(typeof sent === "string" ? parseJson(sent) : sent);
  if (complaints.length === 0) return {};
  throw new SlackError(judged.error, {
    errors: complaints.map(toError),
    response_metadata: { messages: complaints.map(toLine) },
  });
}

/** The conditions that Slack's schema engine names, by ours (github.com/slackhq/hack-json-schema). */
const constraints: Readonly<Record<string, string>> = {
  maxLength: "max_length",
  minLength: "min_length",
  maxItems: "max_items",
  minItems: "min_items",
  maximum: "maximum",
  minimum: "minimum",
  exclusiveMinimum: "minimum",
  pattern: "pattern",
  enum: "enum",
  const: "enum",
  oneOf: "enum",
  type: "enum",
  surfaces: "enum",
  additionalProperties: "additional_properties",
};

function toError({ rule, message, pointer }: Complaint): Json {
  if (rule.endsWith(".required")) return { code: "missing_field", message, pointer };
  if (rule.startsWith("json.")) return { code: "invalid_type", message, pointer };
  const type = constraints[rule.split(".").at(-1) ?? ""];
  return { code: "failed_constraint", message, pointer, ...(type === undefined ? {} : { constraint: { type } }) };
}

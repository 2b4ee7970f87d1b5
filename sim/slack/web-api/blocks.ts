import { isObject, type Json, parseJson } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { type Complaint, toLine } from "../validate/complaints.ts";
import { complaintsAbout } from "../validate/validate.ts";
import { complaintsAboutView } from "../validate/views.ts";
import type { Call, Methods } from "./method.ts";

/** Judges a layout without posting it (@slack/web-api 8.2.0, `BlocksValidateArguments`). It needs no scope. */
export const blocks: Methods = {
  "blocks.validate": {
    tier: 4,
    errors: ["invalid_arguments", "invalid_blocks", "invalid_view"],
    run: validate,
  },
};

function validate({ params }: Call): Json {
  const [list, message, view] = [params.blocks, params.message, params.view].map(parsed);
  if (view !== undefined) return refuse("invalid_view", complaintsAboutView(view, ["modal", "home"]));
  const blocks = isObject(message) ? message.blocks : list;
  if (blocks === undefined) {
    const messages = ["[ERROR] one of blocks, message, view is required"];
    throw new SlackError("invalid_arguments", { response_metadata: { messages } });
  }
  return refuse(
    "invalid_blocks",
    complaintsAbout(blocks, "message", isObject(message) ? "/message/blocks" : "/blocks"),
  );
}

function parsed(value: unknown): unknown {
  return typeof value === "string" ? parseJson(value) : value;
}

function refuse(code: string, complaints: readonly Complaint[]): Json {
  if (complaints.length === 0) return {};
  throw new SlackError(code, {
    errors: complaints.map(({ message, pointer }) => ({ message, pointer })),
    response_metadata: { messages: complaints.map(toLine) },
  });
}

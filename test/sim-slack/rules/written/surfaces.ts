import type { Example } from "../derived.ts";
import { actions, inHome, inMessage, inModal, input } from "../payloads.ts";
import { samples } from "../samples.ts";

const on = { message: inMessage, modal: inModal, home: inHome };
const first = { message: "/blocks/0", modal: "/view/blocks/0", home: "/view/blocks/0" };
type Surface = keyof typeof on;

/** A block or element that may stand on some surfaces and not on another. */
function standing(
  type: string,
  fine: readonly Surface[],
  refused: Surface,
  wrap = (value: unknown) => value,
  below = "",
): [string, Example] {
  const put = (surface: Surface) => on[surface](wrap(samples[type]?.value));
  const words = `unsupported type: ${type} [json-pointer:${first[refused]}${below}/type]`;
  return [`${type}.surfaces`, { fine: fine.map(put), refused: put(refused), words }];
}

const inMessagesOnly = ["container", "context_actions", "data_table", "data_visualization", "file", "markdown", "plan"];

/** Blocks and elements where they may stand, and where not. */
export const surfaces = Object.fromEntries([
  standing("alert", ["modal"], "message"),
  standing("carousel", ["message", "home"], "modal"),
  ...inMessagesOnly.map((type) => standing(type, ["message"], "home")),
  standing("table", ["message"], "home"),
  standing("task_card", ["message"], "modal"),
  standing("datetimepicker", ["message", "modal"], "home", input, "/element"),
  standing("file_input", ["modal"], "message", input, "/element"),
  standing("workflow_button", ["message"], "modal", (value) => actions(value), "/elements/0"),
]);

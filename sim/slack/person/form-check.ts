import { isEmptyValue, type StateValues } from "../element-state.ts";
import { type Json, objectOf, objectsOf, textOf } from "../json.ts";

/** Slack's own bounds where the element sets none (docs.slack.dev/reference/block-kit/block-elements). */
const most = { text: 3_000, files: 10 } as const;

type Check = (element: Json, value: Json) => string | undefined;

/**
 * What is wrong with a value, per element type. Slack publishes the rules of each element and the sentence for an
 * empty field, not its other sentences: those say here what is wanted.
 */
const checks: Readonly<Record<string, Check>> = {
  plain_text_input: aboutLength,
  email_text_input: (_, { value }) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(textOf(value)) ? undefined : "Please enter a valid email address.",
  url_text_input: (_, { value }) =>
    /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(textOf(value)) && URL.canParse(textOf(value))
      ? undefined
      : "Please enter a valid URL.",
  number_input: aboutNumber,
  file_input: aboutFiles,
  multi_static_select: aboutCount,
  multi_external_select: aboutCount,
  multi_users_select: aboutCount,
  multi_conversations_select: aboutCount,
  multi_channels_select: aboutCount,
};

/**
 * What Slack's own client holds back before it sends a form: block id → sentence. The app is not asked
 * while any of these stands.
 */
export function formErrors(blocks: readonly Json[], values: StateValues): Record<string, string> {
  const errors = inputsOf(blocks).flatMap((block) => {
    const element = objectOf(block.element);
    const value = values[textOf(block.block_id)]?.[textOf(element.action_id)];
    const sentence =
      value === undefined || isEmptyValue(value) ? aboutMissing(block) : checks[textOf(element.type)]?.(element, value);
    return sentence === undefined ? [] : [[textOf(block.block_id), sentence] as const];
  });
  return Object.fromEntries(errors);
}

/** The input blocks of a view, also those inside containers: the only blocks that can be wrong. */
export function inputsOf(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => (block.type === "input" ? [block] : inputsOf(objectsOf(block.child_blocks))));
}

function aboutMissing(block: Json): string | undefined {
  return block.optional === true ? undefined : "Please complete this required field.";
}

function aboutLength(element: Json, { value }: Json): string | undefined {
  const { length } = textOf(value);
  if (typeof element.min_length === "number" && length < element.min_length) {
    return `Please lengthen this text to ${element.min_length} characters or more.`;
  }
  const longest = typeof element.max_length === "number" ? element.max_length : most.text;
  return length > longest ? `Please shorten this text to ${longest} characters or less.` : undefined;
}

function aboutNumber(element: Json, { value }: Json): string | undefined {
  const text = textOf(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return "Please enter a number.";
  const number = Number(text);
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
  const [least, highest] = [textOf(element.min_value), textOf(element.max_value)];
  if (least !== "" && number < Number(least)) return `Please enter ${least} or more.`;
  if (highest !== "" && number > Number(highest)) return `Please enter ${highest} or less.`;
  return undefined;
}

function aboutFiles(element: Json, { files }: Json): string | undefined {
  const sent = objectsOf(files);
  const allowed = typeof element.max_files === "number" ? element.max_files : most.files;
  if (sent.length > allowed) return `Please choose ${allowed} or fewer (${sent.length} are chosen).`;
  const types = Array.isArray(element.filetypes) ? element.filetypes.map((type) => textOf(type).toLowerCase()) : [];
  const odd = sent.find((file) => types.length > 0 && !types.includes(textOf(file.filetype).toLowerCase()));
  return odd === undefined ? undefined : `“${textOf(odd.name)}” is none of these types: ${types.join(", ")}.`;
}

function aboutCount(element: Json, value: Json): string | undefined {
  const allowed = element.max_selected_items;
  const chosen = Object.values(value).find(Array.isArray) ?? [];
  if (typeof allowed !== "number" || chosen.length <= allowed) return undefined;
  return `Please choose ${allowed} or fewer (${chosen.length} are chosen).`;
}

import { isEmptyValue, type StateValues } from "../element-state.ts";
import { type Json, objectOf, objectsOf, textOf } from "../json.ts";

/**
 * What Slack's own client holds back before it sends a form: block id → sentence. The app is not asked
 * while any of these stands.
 */
export function formErrors(blocks: readonly Json[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks.filter((each) => each.type === "input")) {
    const element = objectOf(block.element);
    const value = values[textOf(block.block_id)]?.[textOf(element.action_id)];
    const sentence = isEmptyValue(value) ? aboutMissing(block) : aboutValue(element, value);
    if (sentence !== undefined) errors[textOf(block.block_id)] = sentence;
  }
  return errors;
}

function aboutMissing(block: Json): string | undefined {
  return block.optional === true ? undefined : "Please complete this required field.";
}

function aboutValue(element: Json, value: Json | undefined): string | undefined {
  const text = textOf(value?.value);
  switch (element.type) {
    case "plain_text_input":
      if (typeof element.min_length === "number" && text.length < element.min_length) {
        return `Please lengthen this text to ${element.min_length} characters or more.`;
      }
      if (text.length > (typeof element.max_length === "number" ? element.max_length : 3_000)) {
        return `Please shorten this text to ${element.max_length ?? 3_000} characters or less.`;
      }
      return undefined;
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : "Please enter a valid email address.";
    case "url_text_input":
      return URL.canParse(text) ? undefined : "Please enter a valid URL.";
    case "number_input":
      return aboutNumber(element, text);
    default:
      return aboutCount(element, value);
  }
}

function aboutNumber(element: Json, text: string): string | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return "Please enter a number.";
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return "Please enter a whole number.";
  const [least, most] = [textOf(element.min_value), textOf(element.max_value)];
  if (least !== "" && number < Number(least)) return `Please enter ${least} or more.`;
  if (most !== "" && number > Number(most)) return `Please enter ${most} or less.`;
  return undefined;
}

function aboutCount(element: Json, value: Json | undefined): string | undefined {
  const most = element.max_selected_items;
  const chosen = Object.values(value ?? {}).find(Array.isArray);
  if (typeof most !== "number" || chosen === undefined || chosen.length <= most) return undefined;
  return `Please choose ${most} or fewer (${objectsOf(chosen).length || chosen.length} are chosen).`;
}

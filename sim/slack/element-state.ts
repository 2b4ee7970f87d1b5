import { elementsOf } from "./block-ids.ts";
import { type Json, objectOf } from "./json.ts";

/** How an element's value is called in `state.values`, and where its first value comes from. */
interface Stateful {
  field: string;
  /** Absent where an app cannot fill it in. */
  initial?: string;
  /** What stands there while nothing is chosen. */
  empty: null | readonly [];
  /** A field of the element that goes with its value. */
  beside?: string;
}

const one = (field: string, initial: string): Stateful => ({ field, initial, empty: null });
const many = (field: string, initial: string): Stateful => ({ field, initial, empty: [] });

/**
 * The elements whose values Slack reports in `state.values` (docs.slack.dev/reference/interaction-payloads; the
 * fields are those of `ViewStateValue` in @slack/bolt 5.1.0). A time's zone is passed on with it (@slack/types 3.2.0,
 * `Timepicker.timezone`).
 */
export const statefulElements: Readonly<Record<string, Stateful>> = {
  plain_text_input: one("value", "initial_value"),
  email_text_input: one("value", "initial_value"),
  url_text_input: one("value", "initial_value"),
  number_input: one("value", "initial_value"),
  rich_text_input: one("rich_text_value", "initial_value"),
  file_input: { field: "files", empty: [] },
  static_select: one("selected_option", "initial_option"),
  external_select: one("selected_option", "initial_option"),
  radio_buttons: one("selected_option", "initial_option"),
  users_select: one("selected_user", "initial_user"),
  conversations_select: one("selected_conversation", "initial_conversation"),
  channels_select: one("selected_channel", "initial_channel"),
  datepicker: one("selected_date", "initial_date"),
  timepicker: { ...one("selected_time", "initial_time"), beside: "timezone" },
  datetimepicker: one("selected_date_time", "initial_date_time"),
  checkboxes: many("selected_options", "initial_options"),
  multi_static_select: many("selected_options", "initial_options"),
  multi_external_select: many("selected_options", "initial_options"),
  multi_users_select: many("selected_users", "initial_users"),
  multi_conversations_select: many("selected_conversations", "initial_conversations"),
  multi_channels_select: many("selected_channels", "initial_channels"),
};

/** The values of a form: block id → action id → value object. */
export type StateValues = Record<string, Record<string, Json>>;

/**
 * The `state.values` of some blocks: what the person entered where they entered something, else each element's
 * initial value. Values of blocks that are not there are dropped; so are those of another element type, because a
 * view updated under the person's hands starts afresh there.
 */
export function stateOf(blocks: readonly Json[], entered: unknown): StateValues {
  const values = new Map<string, Record<string, Json>>();
  for (const { block, element } of elementsOf(blocks)) {
    const rule = statefulElements[String(element.type)];
    if (rule === undefined) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const given = objectOf(objectOf(objectOf(entered)[blockId])[actionId]);
    const isSame = given.type === undefined || given.type === element.type;
    const initial = rule.initial === undefined ? undefined : element[rule.initial];
    const value = isSame && rule.field in given ? given[rule.field] : initial;
    values.set(blockId, { ...values.get(blockId), [actionId]: valueObject(element, value) });
  }
  return Object.fromEntries(values);
}

/** An element's value object; `value` undefined or null stands for nothing chosen. */
export function valueObject(element: Json, value: unknown): Json {
  const rule = statefulElements[String(element.type)];
  if (rule === undefined) return {};
  const { field, empty, beside } = rule;
  const besides = beside !== undefined && beside in element ? { [beside]: element[beside] } : {};
  return { type: element.type, [field]: value ?? empty, ...besides };
}

/** Says whether a value object holds nothing. */
export function isEmptyValue(value: Json | undefined): boolean {
  const rule = statefulElements[String(value?.type)];
  const held = rule === undefined ? undefined : value?.[rule.field];
  return held === undefined || held === null || held === "" || (Array.isArray(held) && held.length === 0);
}

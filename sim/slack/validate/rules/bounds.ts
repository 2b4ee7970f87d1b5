import { type Json, objectOf, textOf } from "../../json.ts";
import { blockPage, elementPage } from "../schemas/named.ts";
import { type Agreement, onEach, type Payload, when } from "./rule.ts";

/** A lower bound may not be above the upper one of the same element. */
function ordered(type: string, [least, most]: readonly [string, string], page: string): Agreement {
  return {
    id: `${type}.ordered`,
    says: `\`${type}\`: \`${least}\` is not above \`${most}\``,
    source: elementPage(page),
    find: onEach([type], (value) =>
      when(
        Number(value[least]) > Number(value[most]),
        `\`${least}\` must not be greater than \`${most}\``,
        `/${least}`,
      ),
    ),
  };
}

const numbers = ["initial_value", "min_value", "max_value"];

/** Values that must fit each other, or the calendar. */
export const bounds: readonly Agreement[] = [
  ordered("number_input", ["min_value", "max_value"], "number-input"),
  ordered("plain_text_input", ["min_length", "max_length"], "plain-text-input"),
  ordered("rich_text_input", ["min_lines", "max_lines"], "rich-text-input"),
  {
    id: "number_input.whole",
    says: "`number_input`: no decimals unless `is_decimal_allowed`",
    source: elementPage("number-input"),
    find: onEach(["number_input"], (value) =>
      numbers.flatMap((field) =>
        when(
          value.is_decimal_allowed === false && textOf(value[field]).includes("."),
          "must be a whole number when `is_decimal_allowed` is false",
          `/${field}`,
        ),
      ),
    ),
  },
  {
    id: "number_input.initial",
    says: "`number_input`: `initial_value` is between `min_value` and `max_value`",
    source: elementPage("number-input"),
    find: onEach(["number_input"], ({ initial_value, min_value, max_value }) =>
      when(
        Number(initial_value) < Number(min_value) || Number(initial_value) > Number(max_value),
        "must be between `min_value` and `max_value`",
        "/initial_value",
      ),
    ),
  },
  {
    id: "datepicker.date",
    says: "`datepicker`: `initial_date` is a day of the calendar, as YYYY-MM-DD",
    source: elementPage("date-picker"),
    find: onEach(["datepicker"], ({ initial_date }) =>
      when(initial_date !== undefined && !isDay(textOf(initial_date)), "input must be a valid: date", "/initial_date"),
    ),
  },
  {
    id: "timepicker.timezone",
    says: "`timepicker`: `timezone` is a name of the IANA list",
    source: elementPage("time-picker"),
    find: onEach(["timepicker"], ({ timezone }) =>
      when(timezone !== undefined && !isZone(textOf(timezone)), "input must be a valid: timezone", "/timezone"),
    ),
  },
  {
    id: "container.collapsed",
    says: "`container`: only one that `is_collapsible` may be `default_collapsed`",
    source: blockPage("container"),
    find: onEach(["container"], ({ default_collapsed, is_collapsible }) =>
      when(
        default_collapsed === true && is_collapsible !== true,
        "`default_collapsed` requires `is_collapsible`",
        "/default_collapsed",
      ),
    ),
  },
  {
    id: "file_input.dispatch",
    says: "`input`: a `file_input` dispatches no action",
    source: blockPage("input"),
    find: onEach(["input"], (value) =>
      when(
        objectOf(value.element).type === "file_input" && value.dispatch_action === true,
        "unsupported type: file_input",
        "/element/type",
      ),
    ),
  },
  {
    id: "response_url_enabled.place",
    says: "`response_url_enabled` only in an input block of a modal",
    source: elementPage("select-menu"),
    find: (payload) =>
      onEach(["conversations_select", "channels_select"], (value, { block }) =>
        when(
          value.response_url_enabled === true && !isInModalInput(payload, block),
          "`response_url_enabled` is only allowed in an `input` block of a modal",
          "/response_url_enabled",
        ),
      )(payload),
  },
  {
    id: "video.https",
    says: "`video`: `video_url` and `title_url` are HTTPS addresses",
    source: blockPage("video"),
    find: onEach(["video"], (value) =>
      ["video_url", "title_url"].flatMap((field) =>
        when(
          value[field] !== undefined && !textOf(value[field]).startsWith("https://"),
          "must be an HTTPS URL",
          `/${field}`,
        ),
      ),
    ),
  },
  {
    id: "focus_on_load.once",
    says: "one element of a view at most takes the focus at first",
    source: elementPage("plain-text-input"),
    find: ({ parts, surface }) => {
      const focused = parts.filter(({ value }) => value.focus_on_load === true);
      return focused
        .slice(1)
        .flatMap(({ pointer }) =>
          when(surface !== "message", "only one element may have `focus_on_load`", `${pointer}/focus_on_load`),
        );
    },
  },
];

function isInModalInput({ surface }: Payload, block: Json): boolean {
  return surface === "modal" && block.type === "input";
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

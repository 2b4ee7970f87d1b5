const dayMs = 86_400_000;

/** Nearer than this, a date needs no year. */
const halfYearMs = 182 * dayMs;

/** The reader's zone and the world's idea of now, in ms since the epoch. */
export interface Reader {
  timeZone: string;
  nowMs(): number;
}

/** The furthest a JavaScript date reaches either way, in seconds (ECMA-262, "Time Values and Time Range"). */
const furthestSeconds = 8.64e12;

/** Whether a Unix time in seconds is one that a date can be made of; of any other, only the fallback can be shown. */
export const isDate = (seconds: number): boolean => Math.abs(seconds) <= furthestSeconds;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `Intl` formatters are slow to build and every message needs several, so each is built once per zone. */
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", { ...options, timeZone });
    formatters.set(key, found);
  }
  return found;
}

function ordinal(day: number): string {
  const tens = day % 100;
  if (tens >= 11 && tens <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

/** Calendar day in the reader's zone, as `YYYY-MM-DD`. */
export function calendarDay(ms: number, timeZone: string): string {
  const parts = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Time of day as Slack writes it: `9:41 AM`. */
export function timeOfDay(ms: number, timeZone: string, seconds = false): string {
  return formatter(timeZone, { hour: "numeric", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) })
    .format(ms)
    .replace("\u202f", " ");
}

interface DayForm {
  weekday?: boolean;
  /** `Nov 21` for `November 21st`. */
  short?: boolean;
  year: boolean;
}

function longDay(ms: number, timeZone: string, { weekday = false, short = false, year }: DayForm): string {
  const parts = formatter(timeZone, {
    weekday: "long",
    year: "numeric",
    month: short ? "short" : "long",
    day: "numeric",
  }).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const day = short ? part("day") : ordinal(Number(part("day")));
  return `${weekday ? `${part("weekday")}, ` : ""}${part("month")} ${day}${year ? `, ${part("year")}` : ""}`;
}

function nearDay(ms: number, { timeZone, nowMs }: Reader): "today" | "yesterday" | "tomorrow" | undefined {
  const day = calendarDay(ms, timeZone);
  const now = nowMs();
  if (day === calendarDay(now, timeZone)) return "today";
  if (day === calendarDay(now - dayMs, timeZone)) return "yesterday";
  if (day === calendarDay(now + dayMs, timeZone)) return "tomorrow";
  return undefined;
}

function ago(ms: number, nowMs: number): string {
  const seconds = Math.round((nowMs - ms) / 1000);
  const [size, unit] = (
    [
      [31_536_000, "year"],
      [2_592_000, "month"],
      [86_400, "day"],
      [3_600, "hour"],
      [60, "minute"],
    ] as const
  ).find(([each]) => Math.abs(seconds) >= each) ?? [1, "second"];
  const count = Math.floor(Math.abs(seconds) / size);
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds < 0 ? `in ${words}` : `${words} ago`;
}

/**
 * Fills Slack's date tokens for one reader. `seconds` is a Unix time that `isDate`, else this throws a RangeError; a token
 * that is none stays as it is.
 * Tokens, forms and the missing year: docs.slack.dev/messaging/formatting-message-text, "Date formatting"; the tokens
 * for rich text only: @slack/types 3.2.0, `RichTextDate`. A near day that begins the text gets a capital letter
 * (metacpan.org/pod/Slack::BlockKit::Block::RichText::Date).
 */
export function fillDateTokens(format: string, seconds: number, reader: Reader): string {
  const ms = seconds * 1000;
  const zone = reader.timeZone;
  const year = Math.abs(ms - reader.nowMs()) >= halfYearMs;
  const [yyyy, mm, dd] = calendarDay(ms, zone).split("-");
  const isThisYear = calendarDay(reader.nowMs(), zone).startsWith(`${yyyy}-`);
  const date = () => longDay(ms, zone, { year });
  const short = () => longDay(ms, zone, { year, short: true });
  const long = () => longDay(ms, zone, { year, weekday: true });
  const pretty = (otherwise: () => string) => () => nearDay(ms, reader) ?? otherwise();
  const tokens: Record<string, () => string> = {
    date_num: () => `${yyyy}-${mm}-${dd}`,
    date_slash: () => `${dd}/${mm}/${yyyy}`,
    date,
    date_short: short,
    date_long: long,
    date_long_full: () => longDay(ms, zone, { year: true }),
    date_pretty: pretty(date),
    date_short_pretty: pretty(short),
    date_long_pretty: pretty(long),
    day_divider_pretty: pretty(() => longDay(ms, zone, { weekday: true, year: !isThisYear })),
    time: () => timeOfDay(ms, zone),
    time_secs: () => timeOfDay(ms, zone, true),
    ago: () => ago(ms, reader.nowMs()),
  };
  return format.replace(/\{([a-z_]+)\}/g, (whole, name: string, at: number) => {
    const text = tokens[name]?.() ?? whole;
    return at === 0 && name.endsWith("_pretty") ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  });
}

/** The line between two days of messages: "Today", "Yesterday" or "Tuesday, November 18th". */
export const dayDivider = (ms: number, reader: Reader): string =>
  fillDateTokens("{day_divider_pretty}", ms / 1000, reader);

/** The whole date and time, for tooltips and `datetime` readers. */
export function fullTime(ms: number, reader: Reader): string {
  return `${longDay(ms, reader.timeZone, { weekday: true, year: true })} at ${timeOfDay(ms, reader.timeZone, true)}`;
}

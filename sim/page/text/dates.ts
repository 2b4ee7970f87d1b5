const dayMs = 86_400_000;

/** The reader's zone and the world's idea of now, in ms since the epoch. */
export interface Reader {
  timeZone: string;
  nowMs(): number;
}

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

function longDay(ms: number, timeZone: string, { weekday = false, short = false } = {}): string {
  const parts = formatter(timeZone, {
    weekday: "long",
    year: "numeric",
    month: short ? "short" : "long",
    day: "numeric",
  }).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const day = short ? part("day") : ordinal(Number(part("day")));
  return `${weekday ? `${part("weekday")}, ` : ""}${part("month")} ${day}, ${part("year")}`;
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
 * Fills Slack's date tokens for one reader.
 * Tokens and forms: docs.slack.dev/messaging/formatting-message-text, "Date formatting". `seconds` is a Unix time.
 */
export function fillDateTokens(format: string, seconds: number, reader: Reader): string {
  const ms = seconds * 1000;
  const zone = reader.timeZone;
  const pretty = (otherwise: string) => nearDay(ms, reader) ?? otherwise;
  const tokens: Record<string, () => string> = {
    date_num: () => calendarDay(ms, zone),
    date_slash: () => calendarDay(ms, zone).replaceAll("-", "/"),
    date: () => longDay(ms, zone),
    date_short: () => longDay(ms, zone, { short: true }),
    date_long: () => longDay(ms, zone, { weekday: true }),
    date_long_full: () => longDay(ms, zone, { weekday: true }),
    date_pretty: () => pretty(longDay(ms, zone)),
    date_short_pretty: () => pretty(longDay(ms, zone, { short: true })),
    date_long_pretty: () => pretty(longDay(ms, zone, { weekday: true })),
    day_divider_pretty: () => pretty(longDay(ms, zone, { weekday: true })),
    time: () => timeOfDay(ms, zone),
    time_secs: () => timeOfDay(ms, zone, true),
    ago: () => ago(ms, reader.nowMs()),
  };
  return format.replace(/\{([a-z_]+)\}/g, (whole, name: string) => tokens[name]?.() ?? whole);
}

/** The line between two days of messages: "Today", "Yesterday" or "Tuesday, November 18th". */
export function dayDivider(ms: number, reader: Reader): string {
  const near = nearDay(ms, reader);
  if (near) return near.charAt(0).toUpperCase() + near.slice(1);
  return longDay(ms, reader.timeZone, { weekday: true }).replace(/, \d{4}$/, "");
}

/** The whole date and time, for tooltips and `datetime` readers. */
export function fullTime(ms: number, reader: Reader): string {
  return `${longDay(ms, reader.timeZone, { weekday: true })} at ${timeOfDay(ms, reader.timeZone, true)}`;
}

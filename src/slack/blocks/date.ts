import type { RichTextElement } from "@slack/types";
import type { Mrkdwn } from "./escape.ts";

const format = "{date_short_pretty} at {time}";

/** A moment in words: "21 Nov 2026 at 06:05 GMT". For texts that no client turns into the reader's own time. */
export const printMoment = (ms: number, timeZone: string): string => {
  if (!Number.isFinite(ms)) return "unknown";
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone, timeZoneName: "short" })
    .format(ms)
    .replace(/, (?=\d{2}:)/, " at ");
};

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000);

/** A moment that Slack shows in each reader's own zone; `timeZone` is for clients that cannot. */
export const moment = (ms: number, timeZone: string): Mrkdwn => {
  const fallback = printMoment(ms, timeZone);
  return Number.isFinite(ms) ? { mrkdwn: `<!date^${wholeSeconds(ms)}^${format}|${fallback}>` } : { mrkdwn: fallback };
};

/** The same inside rich text, such as a table's cell. */
export const richMoment = (ms: number, timeZone: string): RichTextElement => {
  const fallback = printMoment(ms, timeZone);
  return Number.isFinite(ms)
    ? { type: "date", timestamp: wholeSeconds(ms), format, fallback }
    : { type: "text", text: fallback };
};

/** Text in Slack's own markup, every word from outside escaped exactly once. Made by `md`, never from a bare string. */
export interface Mrkdwn {
  readonly mrkdwn: string;
}

// They reorder what is read, so that a name can pretend to be another.
const reordering = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line without characters that reorder text or end the line. */
export const oneLine = (text: string): string => text.replaceAll(reordering, "").replaceAll(/[\s\p{Cc}]+/gu, " ");

/**
 * The three characters Slack gives meaning to (docs.slack.dev, "Formatting message text"). With them escaped, mentions,
 * broadcasts, links and dates written by somebody are shown as they were written.
 */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

type Part = string | number | Mrkdwn;

const rendered = (part: Part): string => (typeof part === "object" ? part.mrkdwn : escaped(oneLine(String(part))));

/** Markup with values in it: strings and numbers are escaped and kept on one line, markup stays as it is. */
export const md = (literal: TemplateStringsArray, ...parts: readonly Part[]): Mrkdwn => ({
  mrkdwn: literal.map((text, index) => text + (index < parts.length ? rendered(parts[index] as Part) : "")).join(""),
});

/** Pieces of markup one after another. */
export const joined = (pieces: readonly Mrkdwn[], between: string): Mrkdwn => ({
  mrkdwn: pieces.map(({ mrkdwn }) => mrkdwn).join(between),
});

export const lines = (...pieces: readonly (Mrkdwn | undefined)[]): Mrkdwn =>
  joined(
    pieces.filter((piece) => piece !== undefined),
    "\n",
  );

/** A word to be read or copied exactly; a backtick in it cannot end it. */
export const code = (text: string): Mrkdwn => {
  const inside = escaped(oneLine(text).replaceAll("`", "'"));
  return { mrkdwn: inside.trim() === "" ? "` `" : `\`${inside}\`` };
};

/** The link's address must come from the bot's own configuration or records, never from what somebody typed. */
export const link = (url: string, label: string): Mrkdwn => ({
  mrkdwn: `<${escaped(url).replaceAll("|", "%7C")}|${escaped(oneLine(label)).replaceAll("|", "/")}>`,
});

export const mention = (slackId: string): Mrkdwn => ({ mrkdwn: `<@${slackId.replaceAll(/[^A-Z0-9]/gi, "")}>` });

import type { Mrkdwn } from "./escape.ts";

const tail = (missing: number): string => ` … (${missing} more characters)`;
/** Room for the longest tail. */
const tailRoom = tail(1_000_000).length;
/** Below this a count would leave no room for the text itself. */
const roomForCount = 3 * tailRoom;

const withoutHalfCharacter = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "");

/** Plain text of at most `max` characters; what was cut is counted where there is room to say so, else marked by an ellipsis. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  if (max < roomForCount) return `${withoutHalfCharacter(text.slice(0, max - 1))}…`;
  const kept = withoutHalfCharacter(text.slice(0, max - tailRoom));
  return `${kept}${tail(text.length - kept.length)}`;
};

/** As `cut`, for markup: never inside an entity, a link, a mention, a date or a code span. */
export const cutMarkup = ({ mrkdwn }: Mrkdwn, max: number): string => {
  if (mrkdwn.length <= max) return mrkdwn;
  const kept = withoutHalfCharacter(mrkdwn.slice(0, max - tailRoom - 1))
    .replace(/&[a-z]{0,3}$/, "")
    .replace(/<[^>]*$/, "");
  const openCode = kept.split("`").length % 2 === 0;
  return `${kept}${openCode ? "`" : ""}${tail(mrkdwn.length - kept.length)}`;
};

/** The first `max` of a list and how many were left off. */
export const cutList = <T>(items: readonly T[], max: number): { shown: readonly T[]; left: number } => ({
  shown: items.slice(0, max),
  left: Math.max(0, items.length - max),
});

import { type Automatic, type Inline, readInline, unescapeEntities } from "./inline.ts";

/** A paragraph, a quotation or a block of code. */
export type Passage = { kind: "paragraph" | "quote"; children: Inline[] } | { kind: "pre"; text: string };

/** `>` quotes its line; `>>>` all that follows, as people write it in Slack. */
function passagesOf(lines: readonly string[], automatic: Automatic): Passage[] {
  const passages: Passage[] = [];
  let kind: "paragraph" | "quote" = "paragraph";
  let body: string[] = [];
  let isQuotedToTheEnd = false;
  const flush = () => {
    const text = body.join("\n");
    if (text !== "" && (kind === "quote" || text.trim() !== "")) {
      passages.push({ kind, children: readInline(text, automatic) });
    }
    body = [];
  };
  for (const line of lines) {
    const mark = isQuotedToTheEnd ? "" : /^(?:(?:&gt;|>){3}|&gt;|>) ?/.exec(line)?.[0];
    if (mark?.replaceAll("&gt;", ">").startsWith(">>>")) isQuotedToTheEnd = true;
    const next = mark === undefined ? "paragraph" : "quote";
    if (next !== kind) flush();
    kind = next;
    body.push(line.slice(mark?.length ?? 0));
  }
  flush();
  return passages;
}

/** Reads Slack's mrkdwn. What was escaped stays text: `&lt;!channel&gt;` is never a mention. */
export function parseMrkdwn(text: string, automatic: Automatic = "links"): Passage[] {
  // Every second piece stood between two fences; a fence that never closes is text.
  return text.split(/```([\s\S]+?)```/).flatMap((piece, index): Passage[] => {
    if (index % 2 === 1) return [{ kind: "pre", text: unescapeEntities(piece.replace(/^\n|\n$/g, "")) }];
    const lines = index > 0 ? piece.replace(/^\n/, "") : piece;
    return passagesOf(lines.split("\n"), automatic);
  });
}

/** Reads a `plain_text` object: only emoji names mean anything, and only while `emoji` is not false. */
export function parsePlain(text: string, emoji: boolean): Inline[] {
  if (!emoji) return [{ kind: "text", text: unescapeEntities(text) }];
  return text.split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/).flatMap((piece, index): Inline[] => {
    if (piece === "") return [];
    return [
      index % 2 === 1 ? { kind: "emoji", name: piece.slice(1, -1) } : { kind: "text", text: unescapeEntities(piece) },
    ];
  });
}

import type { Block, Message } from "./wire.ts";

/** Names by Slack id, for mentions. */
export type Names = ReadonlyMap<string, string>;

// Everything below U+0020 but tab and newline, and the C1 range: what could steer the reader's terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the point
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A message's text as one reads it in Slack: links with their address, mentions as names, dates in words (docs.slack.dev, "Formatting message text"). */
export function plainText(text: string, names: Names): string {
  return text
    .replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      shown(target, label, names),
    )
    .replaceAll(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s).,:;!?])/gm, "$1$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(control, "");
}

function shown(target: string, label: string | undefined, names: Names): string {
  if (target.startsWith("@")) return `@${names.get(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith("#")) return `#${label || names.get(target.slice(1)) || target.slice(1)}`;
  if (target.startsWith("!")) return label ?? `@${target.slice(1)}`;
  const address = target.replace(/^mailto:/, "");
  return label === undefined || label === address ? address : `${label} (${address})`;
}

/** What stands in a message to be copied (preformatted rich text), which its `text` does not repeat. */
export function codeBlocks({ blocks }: Message): string[] {
  return blocks.filter(({ type }) => type === "rich_text").flatMap((block) => inside(block).filter(isCode).map(textOf));
}

const inside = (block: Block): Block[] => (Array.isArray(block.elements) ? (block.elements as Block[]) : []);
const isCode = ({ type }: Block): boolean => type === "rich_text_preformatted";
const textOf = (block: Block): string =>
  inside(block)
    .map(({ text, url }) => String(text ?? url ?? ""))
    .join("")
    .replaceAll(control, "");

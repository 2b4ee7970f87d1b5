import { nameOfUser } from "../../state/workspace-context.tsx";
import { fillDateTokens, isDate, type Reader } from "../../text/dates.ts";
import { emojiOf } from "../../text/emoji.ts";
import type { Inline } from "../../text/inline.ts";
import { parseMrkdwn } from "../../text/parse.ts";
import type { WorkspaceState } from "../../wire.ts";

interface Context {
  state: WorkspaceState;
  reader: Reader;
}

function wordsOf(node: Inline, context: Context): string {
  const { state, reader } = context;
  switch (node.kind) {
    case "text":
    case "code":
      return node.text;
    case "strong":
    case "emphasis":
    case "strike":
      return node.children.map((child) => wordsOf(child, context)).join("");
    case "emoji":
      return emojiOf(node.name) ?? `:${node.name}:`;
    case "link":
      return node.label.map((child) => wordsOf(child, context)).join("");
    case "user": {
      const user = state.users.find(({ id }) => id === node.id);
      return `@${user ? nameOfUser(user) : (node.label ?? node.id)}`;
    }
    case "channel":
      return `#${state.channels.find(({ id }) => id === node.id)?.name ?? node.label ?? node.id}`;
    case "channel-name":
      return `#${node.name}`;
    case "group":
      return node.label;
    case "broadcast":
      return `@${node.range}`;
    case "date":
      return isDate(node.seconds) ? fillDateTokens(node.format, node.seconds, reader) : node.fallback;
  }
}

/** A message's `text` without its marks, as a notification shows it: names for ids, characters for emoji names. */
export function plainWords(text: string, context: Context): string {
  return parseMrkdwn(text)
    .map((passage) =>
      passage.kind === "pre" ? passage.text : passage.children.map((node) => wordsOf(node, context)).join(""),
    )
    .join("\n");
}

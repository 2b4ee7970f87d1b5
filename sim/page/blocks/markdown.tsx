import type { MarkdownBlock } from "@slack/types";
import { LibraryBlock } from "./library.tsx";

/** Code, which stays as it is; the box of a task after its bullet; the mark before a picture. */
const special = /(```[\s\S]*?```|`[^`\n]*`)|^(\s*(?:[-*+]|\d+[.)])\s+)\[([ xX])\](?=\s)|!(?=\[[^\]]*\]\()/gm;

/**
 * Markdown that the library draws as Slack does: pictures are links, since nothing is fetched from outside
 * (docs.slack.dev/reference/block-kit/blocks/markdown-block), and a task is a sign, where the library has a box that can
 * be ticked and has no name.
 */
const settled = (text: string): string =>
  text.replace(special, (_, code: string | undefined, bullet: string | undefined, tick: string | undefined) =>
    bullet === undefined ? (code ?? "") : `${bullet}${tick === " " ? "☐" : "☑"}`,
  );

/** Standard Markdown: headings, lists, tables, code. */
export function Markdown({ block }: { block: MarkdownBlock }) {
  return (
    <div className="block markdown">
      <LibraryBlock block={{ ...block, text: settled(block.text) } as MarkdownBlock} />
    </div>
  );
}

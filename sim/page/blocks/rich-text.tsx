import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection } from "@slack/types";
import { useWorkspace } from "../state/workspace-context.tsx";
import { isDate } from "../text/dates.ts";
import { LibraryBlock } from "./library.tsx";

/** Workspaces the library leaves out, and a date's fallback; every other element it draws. */
function drawable(element: RichTextElement, teamName: string): RichTextElement {
  const styled = "style" in element && element.style ? { style: element.style } : {};
  if (element.type === "team") return { type: "text", text: `@${teamName}`, ...styled };
  if (element.type !== "date" || isDate(element.timestamp)) return element;
  return { type: "text", text: element.fallback ?? "", ...styled };
}

function withDrawable(part: RichTextBlockElement, teamName: string): RichTextBlockElement {
  const inside = <P extends { elements: RichTextElement[] }>(holder: P): P => ({
    ...holder,
    elements: holder.elements.map((element) => drawable(element, teamName)),
  });
  if (part.type === "rich_text_list") return { ...part, elements: part.elements.map((item) => inside(item)) };
  return part.type === "rich_text_preformatted" ? part : inside(part);
}

/** Styled text: sections, lists, quotations, code. */
export function RichText({ block }: { block: RichTextBlock }) {
  const { state } = useWorkspace();
  const teamName = state.workspace.teamName ?? state.workspace.name ?? "workspace";
  return (
    <div className="formatted">
      <LibraryBlock
        block={{ ...block, elements: block.elements.map((part) => withDrawable(part, teamName)) } as RichTextBlock}
      />
    </div>
  );
}

function wordsOfElement(element: RichTextElement): string {
  switch (element.type) {
    case "text":
      return element.text;
    case "link":
      return element.text ?? element.url;
    case "emoji":
      return `:${element.name}:`;
    case "date":
      return element.fallback ?? "";
    case "user":
      return element.user_id;
    case "channel":
      return element.channel_id;
    case "usergroup":
      return element.usergroup_id;
    case "broadcast":
      return `@${element.range}`;
    case "color":
      return element.value;
    case "team":
      return element.team_id;
  }
}

const wordsOfSection = (section: Pick<RichTextSection, "elements">) => section.elements.map(wordsOfElement).join("");

/** The bare words of a rich text, to sort and filter by. */
export const wordsOf = (block: RichTextBlock): string =>
  block.elements
    .flatMap((part) => (part.type === "rich_text_list" ? part.elements.map(wordsOfSection) : [wordsOfSection(part)]))
    .join("\n");

import type { RichTextBlock, RichTextElement } from "@slack/types";

type Part = RichTextBlock["elements"][number];

const tags = { bold: "b", italic: "i", strike: "s", underline: "u", code: "code" } as const;

function make(tag: string, children: readonly Node[], attributes: Record<string, string> = {}): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Text with its line breaks. */
function lines(text: string): Node[] {
  return text
    .split("\n")
    .flatMap((line, index) => [...(index ? [make("br", [])] : []), ...(line ? [document.createTextNode(line)] : [])]);
}

/** What a mention, an emoji or a date says in the editor. It is one whole: the caret does not go into it. */
function wordOf(element: RichTextElement): string {
  if ("user_id" in element) return `@${element.user_id}`;
  if ("channel_id" in element) return `#${element.channel_id}`;
  if ("usergroup_id" in element) return `@${element.usergroup_id}`;
  if ("range" in element) return `@${element.range}`;
  if ("name" in element) return `:${element.name}:`;
  return "fallback" in element && element.fallback ? element.fallback : element.type;
}

function inline(element: RichTextElement): Node[] {
  const plain =
    element.type === "text"
      ? lines(element.text)
      : element.type === "link"
        ? [make("a", [document.createTextNode(element.text ?? element.url)], { href: element.url })]
        : [
            make("span", [document.createTextNode(wordOf(element))], {
              class: "mention",
              contenteditable: "false",
              "data-element": JSON.stringify(element),
            }),
          ];
  const styles = Object.entries(tags).filter(([name]) => element.style?.[name as keyof typeof tags]);
  return styles.reduce<Node[]>((inner, [, tag]) => [make(tag, inner)], plain);
}

function part(each: Part): Node[] {
  switch (each.type) {
    case "rich_text_list":
      return [
        make(
          each.style === "ordered" ? "ol" : "ul",
          each.elements.map((item) => make("li", item.elements.flatMap(inline))),
        ),
      ];
    case "rich_text_quote":
      return [make("blockquote", each.elements.flatMap(inline))];
    case "rich_text_preformatted":
      return [make("pre", each.elements.flatMap(inline))];
    default:
      return [make("div", each.elements.flatMap(inline))];
  }
}

/** A `rich_text` block as the nodes of the editor; `readRichText` reads them back. */
export const writeRichText = (block: RichTextBlock): Node[] => block.elements.flatMap(part);

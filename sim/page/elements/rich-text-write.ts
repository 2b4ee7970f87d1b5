import type { RichTextBlock, RichTextElement } from "@slack/types";
import { emojiOf } from "../text/emoji.ts";

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

/** What an id is called, with the sign before it. */
type NameOf = (id: string) => string | undefined;

/** What a mention, an emoji or a date says in the editor. It is one whole: the caret does not go into it. */
function wordOf(element: RichTextElement, nameOf: NameOf): string {
  if ("user_id" in element) return nameOf(element.user_id) ?? `@${element.user_id}`;
  if ("channel_id" in element) return nameOf(element.channel_id) ?? `#${element.channel_id}`;
  if ("usergroup_id" in element) return `@${element.usergroup_id}`;
  if ("range" in element) return `@${element.range}`;
  if ("name" in element) return emojiOf(element.name) ?? `:${element.name}:`;
  return "fallback" in element && element.fallback ? element.fallback : element.type;
}

function wholeOf(element: RichTextElement, nameOf: NameOf): HTMLElement {
  const text = document.createTextNode(wordOf(element, nameOf));
  const looks = element.type === "emoji" ? "emoji" : "mention";
  const attributes = { class: looks, contenteditable: "false", "data-element": JSON.stringify(element) };
  return make("span", [text], attributes);
}

function inline(element: RichTextElement, nameOf: NameOf): Node[] {
  if (element.type !== "text" && element.type !== "link") return [wholeOf(element, nameOf)];
  const plain: Node[] =
    element.type === "text"
      ? lines(element.text)
      : [make("a", [document.createTextNode(element.text ?? element.url)], { href: element.url })];
  const styles = Object.entries(tags).filter(([name]) => element.style?.[name as keyof typeof tags]);
  return styles.reduce<Node[]>((inner, [, tag]) => [make(tag, inner)], plain);
}

function part(each: Part, nameOf: NameOf): HTMLElement {
  const inlines = (elements: readonly RichTextElement[]) => elements.flatMap((element) => inline(element, nameOf));
  switch (each.type) {
    case "rich_text_list": {
      const tag = each.style === "ordered" ? "ol" : "ul";
      const items = each.elements.map((item) => make("li", inlines(item.elements)));
      // A list that stands further in is a list in lists of its kind.
      return Array.from({ length: each.indent ?? 0 }).reduce<HTMLElement>(
        (inner) => make(tag, [inner]),
        make(tag, items),
      );
    }
    case "rich_text_quote":
      return make("blockquote", inlines(each.elements));
    case "rich_text_preformatted":
      return make("pre", inlines(each.elements));
    default:
      return make("div", inlines(each.elements));
  }
}

/** A `rich_text` block as the nodes of the editor; `readRichText` reads them back. */
export const writeRichText = (block: RichTextBlock, nameOf: NameOf): Node[] =>
  block.elements.map((each) => part(each, nameOf));

import type { RichTextBlock, RichTextElement, RichTextText } from "@slack/types";

type Part = RichTextBlock["elements"][number];
type Style = NonNullable<RichTextText["style"]>;

const styles: Record<string, Style> = {
  B: { bold: true },
  STRONG: { bold: true },
  I: { italic: true },
  EM: { italic: true },
  S: { strike: true },
  STRIKE: { strike: true },
  DEL: { strike: true },
  U: { underline: true },
  CODE: { code: true },
};
const blockTags = new Set(["DIV", "P", "UL", "OL", "BLOCKQUOTE", "PRE"]);
const isBlock = (node: Node): node is HTMLElement => node instanceof HTMLElement && blockTags.has(node.tagName);
const isList = (node: Node): node is HTMLOListElement | HTMLUListElement =>
  node instanceof HTMLOListElement || node instanceof HTMLUListElement;

const lineBreak: RichTextElement = { type: "text", text: "\n" };
/** Editors write a second blank as a hard one, and hold an empty mark open with a blank of no width. */
const cleaned = (text: string | null) => (text ?? "").replaceAll("\u00a0", " ").replaceAll("\u200b", "");

function inlineOf(node: Node, style: Style = {}): RichTextElement[] {
  const styled = Object.keys(style).length ? { style } : {};
  if (node.nodeType === Node.TEXT_NODE) {
    const text = cleaned(node.textContent);
    return text ? [{ type: "text", text, ...styled }] : [];
  }
  if (!(node instanceof HTMLElement)) return [];
  if (node.tagName === "BR") return [lineBreak];
  if (node.dataset.element) return [JSON.parse(node.dataset.element) as RichTextElement];
  if (node instanceof HTMLAnchorElement) {
    return [{ type: "link", url: node.getAttribute("href") ?? "", text: cleaned(node.textContent), ...styled }];
  }
  return [...node.childNodes].flatMap((child) => inlineOf(child, { ...style, ...styles[node.tagName] }));
}

/** Texts of one style that follow each other become one; a break at the very end only holds the line open. */
function joined(elements: readonly RichTextElement[]): RichTextElement[] {
  const all: RichTextElement[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    const isSame = JSON.stringify(last?.style) === JSON.stringify(element.style);
    if (last?.type === "text" && element.type === "text" && isSame) {
      all[all.length - 1] = { ...last, text: last.text + element.text };
    } else all.push(element);
  }
  return all;
}

const lineOf = (nodes: readonly Node[]): RichTextElement[] => {
  const elements = nodes.flatMap((node) => inlineOf(node));
  return elements.at(-1) === lineBreak ? elements.slice(0, -1) : elements;
};

/** A list, and after each item the list inside it, one step further in. */
function listOf(list: HTMLElement, indent: number): Part[] {
  const parts: Part[] = [];
  const style = list.tagName === "OL" ? "ordered" : "bullet";
  let isOpen = false;
  for (const child of list.children) {
    const own = isList(child) ? [] : [...child.childNodes].filter((node) => !isList(node));
    const last = parts.at(-1);
    const item = { type: "rich_text_section" as const, elements: joined(lineOf(own)) };
    if (isOpen && own.length && last?.type === "rich_text_list") last.elements.push(item);
    else if (own.length) parts.push({ type: "rich_text_list", style, elements: [item], ...(indent ? { indent } : {}) });
    const inner = [child, ...child.children].find(isList);
    if (inner) parts.push(...listOf(inner, indent + 1));
    isOpen = inner === undefined;
  }
  return parts;
}

const withBreaks = (lines: readonly RichTextElement[][]): RichTextElement[] =>
  joined(lines.flatMap((line, index) => (index ? [lineBreak, ...line] : line)));

/** All text of a quote or code block, line by line; a list inside gives one line per item. */
const linesIn = (nodes: Iterable<Node>): RichTextElement[] =>
  withBreaks(
    piecesOf(nodes).flatMap((piece) => {
      if (Array.isArray(piece)) return [piece];
      return piece.type === "rich_text_list" ? piece.elements.map((item) => item.elements) : [piece.elements];
    }),
  );

/** What the editor holds, from top to bottom: lines of text, and parts of their own. */
function piecesOf(nodes: Iterable<Node>): (Part | RichTextElement[])[] {
  const pieces: (Part | RichTextElement[])[] = [];
  let loose: Node[] = [];
  const endLine = () => {
    if (loose.length) pieces.push(lineOf(loose));
    loose = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      loose.push(node);
      continue;
    }
    endLine();
    const children = [...node.childNodes];
    if (isList(node)) pieces.push(...listOf(node, 0));
    else if (node.tagName === "BLOCKQUOTE") pieces.push({ type: "rich_text_quote", elements: linesIn(children) });
    else if (node.tagName === "PRE") {
      pieces.push({ type: "rich_text_preformatted", elements: linesIn(children) as RichTextText[] });
    } else if (children.some(isBlock)) pieces.push(...piecesOf(children));
    else pieces.push(lineOf(children));
  }
  endLine();
  return pieces;
}

/**
 * What stands in the editor as a `rich_text` block, or null when nothing does. Lines that follow each other become
 * one section with line breaks in it, as Slack writes them; lists, quotes and code blocks become parts of their own.
 */
export function readRichText(editor: HTMLElement): RichTextBlock | null {
  if (!cleaned(editor.textContent).trim()) return null;
  const parts: Part[] = [];
  let lines: RichTextElement[][] = [];
  const endSection = () => {
    while (lines.at(-1)?.length === 0) lines.pop();
    const elements = withBreaks(lines);
    if (elements.length) parts.push({ type: "rich_text_section", elements });
    lines = [];
  };
  for (const piece of piecesOf(editor.childNodes)) {
    if (Array.isArray(piece)) lines.push(piece);
    else {
      endSection();
      const last = parts.at(-1);
      // Editors write one quote per line; Slack has one for all of them.
      if (last?.type === "rich_text_quote" && piece.type === "rich_text_quote") {
        last.elements = withBreaks([last.elements, piece.elements]);
      } else parts.push(piece);
    }
  }
  endSection();
  return { type: "rich_text", elements: parts };
}

/**
 * What the editor can do to the selection, by the browser's own editing commands. They are old, and every browser has
 * them; a whole editor library would be larger than the rest of the page.
 */
export interface EditorCommand {
  name: string;
  /** With Ctrl or ⌘ and Shift; bold and italic have the browser's own keys (slack.com/help/articles/201374536). */
  key?: string;
  run(): void;
  isOn(): boolean;
}

const command = (name: string, value?: string) => document.execCommand(name, false, value);

/** The nearest element of this kind around the caret, inside the editor. */
export function around(selector: string): HTMLElement | null {
  const node = document.getSelection()?.anchorNode;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const found = element?.closest<HTMLElement>(selector) ?? null;
  return found?.closest("[contenteditable=true]") ? found : null;
}

const simple = (name: string, commandName: string, key?: string): EditorCommand => ({
  name,
  ...(key ? { key } : {}),
  run: () => command(commandName),
  isOn: () => document.queryCommandState(commandName),
});

const block = (name: string, tag: string, key: string): EditorCommand => ({
  name,
  key,
  run: () => (around(tag) ? command("outdent") : command("formatBlock", tag)),
  isOn: () => around(tag) !== null,
});

/** A blank of no width: it holds an empty mark open, or a place beside a mark, for what is typed next. */
const holder = "\u200b";

function caretInto(node: Node): void {
  document.getSelection()?.collapse(node, node.textContent?.length ?? 0);
}

/** Takes an empty mark away; the caret stays where it stood. */
function takeAway(mark: HTMLElement): void {
  const line = mark.parentElement;
  if (!line) return;
  const at = [...line.childNodes].indexOf(mark);
  mark.remove();
  if (!line.hasChildNodes()) line.append(document.createElement("br"));
  document.getSelection()?.collapse(line, at);
}

/** Browsers have no command for code: the selection is wrapped, or its wrap taken away; a lone caret goes in or out. */
function toggleCode(): void {
  const selection = document.getSelection();
  const code = around("code");
  if (!selection?.rangeCount) return;
  if (code && selection.isCollapsed) {
    if (code.textContent?.replaceAll(holder, "")) {
      const outside = document.createTextNode(holder);
      code.after(outside);
      caretInto(outside);
    } else takeAway(code);
  } else if (code) {
    const text = document.createTextNode(code.textContent ?? "");
    code.replaceWith(text);
    selection.selectAllChildren(text);
  } else {
    const range = selection.getRangeAt(0);
    const made = document.createElement("code");
    made.textContent = range.toString() || holder;
    range.deleteContents();
    range.insertNode(made);
    caretInto(made.firstChild ?? made);
  }
}

/** Slack's composer keys (slack.com/help/articles/201374536-Slack-keyboard-shortcuts). */
export const editorCommands: readonly EditorCommand[] = [
  simple("Bold", "bold"),
  simple("Italic", "italic"),
  simple("Strikethrough", "strikeThrough", "x"),
  simple("Ordered list", "insertOrderedList", "7"),
  simple("Bulleted list", "insertUnorderedList", "8"),
  block("Blockquote", "blockquote", "9"),
  { name: "Code", key: "c", run: toggleCode, isOn: () => around("code") !== null },
];

export const insertText = (text: string) => command("insertText", text);

/** Makes the selection a link; with nothing selected the address itself becomes the text. */
export function insertLink(url: string): void {
  if (document.getSelection()?.isCollapsed === false) command("createLink", url);
  else {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = url;
    command("insertHTML", `${link.outerHTML}\u00a0`);
  }
}

import type { RichTextInput } from "@slack/types";
import { type ClipboardEvent, type KeyboardEvent, useId, useLayoutEffect, useRef } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { dispatchOf } from "./dispatch.ts";
import { Failure } from "./failure.tsx";
import { fieldProps } from "./field-props.ts";
import { knownPicks } from "./picks.ts";
import { editorCommands, insertText } from "./rich-text-commands.ts";
import { readRichText } from "./rich-text-read.ts";
import { RichTextToolbar } from "./rich-text-toolbar.tsx";
import { writeRichText } from "./rich-text-write.ts";
import { type Standing, useSurface } from "./surface.tsx";

/** Text with marks, lists and links; the app gets a `rich_text` block. What is pasted comes in as plain text. */
export function RichTextElement({ element, at }: { element: RichTextInput; at: Standing }) {
  const surface = useSurface();
  const workspace = useWorkspace();
  const editor = useRef<HTMLDivElement>(null);
  const ownId = useId();
  const placeholder = element.placeholder?.text ?? "";
  const field = fieldProps(at, element, placeholder || "Text");
  const editorId = field.id ?? ownId;
  const held = surface.stateOf(at.blockId, element)?.rich_text_value ?? null;
  const dispatch = dispatchOf(element, at);

  // From here on the browser owns what stands in the editor, and React only hears of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is held at the start is written
  useLayoutEffect(() => {
    document.execCommand("defaultParagraphSeparator", false, "div");
    const known = knownPicks(workspace);
    const nameOf = (id: string) => {
      const pick = known.find(({ value }) => value === id);
      return pick?.person ? `@${pick.text}` : pick?.text;
    };
    if (held) editor.current?.replaceChildren(...writeRichText(held, nameOf));
  }, []);

  const keep = (tell: boolean) => {
    if (!editor.current) return;
    const rich_text_value = readRichText(editor.current);
    // What is left of an emptied editor is a lone break, under which no placeholder would show.
    if (!rich_text_value && !editor.current.querySelector("li, blockquote, code")) editor.current.replaceChildren();
    surface.change(at.blockId, element, { type: element.type, rich_text_value }, tell);
  };
  const run = (act: () => void) => {
    editor.current?.focus();
    act();
    keep(dispatch.onCharacter);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && dispatch.onEnter) {
      event.preventDefault();
      keep(true);
    }
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey) return;
    const found = editorCommands.find(
      ({ key }) => key && (key === event.key.toLowerCase() || event.code === `Digit${key}`),
    );
    if (!found) return;
    event.preventDefault();
    run(found.run);
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    insertText(event.clipboardData.getData("text/plain"));
  };
  return (
    <div className="element">
      <div className="rich-text">
        <RichTextToolbar editorId={editorId} onRun={run} />
        {/* biome-ignore lint/a11y/useSemanticElements: no input of HTML holds bold text */}
        <div
          {...field}
          id={editorId}
          ref={editor}
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          contentEditable
          suppressContentEditableWarning
          className={held ? "rich-text-editor" : "rich-text-editor rich-text-empty"}
          data-placeholder={placeholder}
          style={{ minHeight: `${(element.min_lines ?? 3) * 22}px`, maxHeight: `${(element.max_lines ?? 12) * 22}px` }}
          onInput={() => keep(dispatch.onCharacter)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <Failure blockId={at.blockId} element={element} />
    </div>
  );
}

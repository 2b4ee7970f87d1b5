import { type ReactNode, useEffect, useReducer, useRef, useState } from "react";
import { LinkBox } from "./link-box.tsx";
import { editorCommands, insertLink } from "./rich-text-commands.ts";
import { BulletSign, LinkSign, OrderedSign } from "./signs.tsx";

/** What stands on the button of a command. */
const signs: Readonly<Record<string, ReactNode>> = {
  Bold: "B",
  Italic: "I",
  Strikethrough: "S",
  "Ordered list": <OrderedSign />,
  "Bulleted list": <BulletSign />,
  Blockquote: "❝",
  Code: "</>",
};

/** The buttons above the editor. They leave the selection where it is. */
export function RichTextToolbar(props: { editorId: string; onRun(run: () => void): void }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [asking, setAsking] = useState<Range>();
  const linkButton = useRef<HTMLButtonElement>(null);

  // Which buttons are pressed follows the caret.
  useEffect(() => {
    document.addEventListener("selectionchange", redraw);
    return () => document.removeEventListener("selectionchange", redraw);
  }, []);

  const isHere = document.activeElement?.id === props.editorId;
  const askForLink = () => {
    const selection = document.getSelection();
    if (selection?.rangeCount && isHere) setAsking(selection.getRangeAt(0).cloneRange());
    else props.onRun(() => setAsking(document.getSelection()?.getRangeAt(0).cloneRange()));
  };
  const saveLink = (url: string) => {
    const range = asking;
    setAsking(undefined);
    props.onRun(() => {
      const selection = document.getSelection();
      selection?.removeAllRanges();
      if (range) selection?.addRange(range);
      insertLink(url);
    });
  };
  return (
    <div className="rich-text-bar" role="toolbar" aria-label="Formatting" aria-controls={props.editorId}>
      {editorCommands.map((command) => (
        <button
          key={command.name}
          type="button"
          className={`button-icon mark-${command.name.toLowerCase().replace(" ", "-")}`}
          aria-label={command.name}
          aria-pressed={isHere && command.isOn()}
          title={command.name}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onRun(command.run)}
        >
          <span aria-hidden="true">{signs[command.name]}</span>
        </button>
      ))}
      <button
        ref={linkButton}
        type="button"
        className="button-icon"
        aria-label="Link"
        aria-expanded={asking !== undefined}
        title="Link"
        onMouseDown={(event) => event.preventDefault()}
        onClick={askForLink}
      >
        <LinkSign />
      </button>
      {asking && <LinkBox anchor={linkButton} onSave={saveLink} onDismiss={() => setAsking(undefined)} />}
    </div>
  );
}

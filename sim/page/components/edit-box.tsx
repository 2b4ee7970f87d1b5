import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { typedFrom } from "./typed-from.ts";

/** A message of one's own, being rewritten in its place. Enter saves, Escape leaves it as it was. */
export function EditBox(props: { text: string; onSave(text: string): Promise<unknown>; onCancel(): void }) {
  const { state } = useWorkspace();
  const [text, setText] = useState(() => typedFrom(props.text, state));
  const [isBusy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = async () => {
    if (isBusy || text.trim() === "") return;
    setBusy(true);
    await props.onSave(text.trim());
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      props.onCancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <div className="edit-box">
      <textarea
        ref={area}
        aria-label="Edit message"
        className="field"
        rows={Math.min(8, text.split("\n").length)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="edit-foot">
        <button type="button" className="button button-small" onClick={props.onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-small button-primary"
          disabled={isBusy || text.trim() === ""}
          onClick={() => void save()}
        >
          Save
        </button>
      </div>
    </div>
  );
}

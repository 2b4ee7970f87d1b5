import type { EmailInput, NumberInput, PlainTextInput, URLInput } from "@slack/types";
import { type KeyboardEvent, useId } from "react";
import { dispatchOf } from "./dispatch.ts";
import { Failure } from "./failure.tsx";
import { describedAlso, fieldProps } from "./field-props.ts";
import { type Standing, useSurface } from "./surface.tsx";

export type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;

const inputModes = { email_text_input: "email", url_text_input: "url", number_input: "decimal" } as const;
/** Slack's own bound where the element sets none. */
const longest = 3_000;
/** The count of what may still be typed shows from here on. */
const nearlyFull = 25;

/** A line or an area of text. An empty one is `null` to the app, as in Slack. */
export function TextInputElement({ element, at }: { element: TextElement; at: Standing }) {
  const surface = useSurface();
  const noteId = useId();
  const value = surface.stateOf(at.blockId, element)?.value ?? "";
  const dispatch = dispatchOf(element, at);
  const note = countNote(element, value);
  const multiline = element.type === "plain_text_input" && element.multiline === true;

  const keep = (text: string, tell: boolean) =>
    surface.change(at.blockId, element, { type: element.type, value: text === "" ? null : text }, tell);
  const shared = {
    ...describedAlso(fieldProps(at, element, element.placeholder?.text ?? "Text"), note && noteId),
    value,
    className: "field",
    placeholder: element.placeholder?.text,
    onChange: (event: { target: { value: string } }) => keep(event.target.value, dispatch.onCharacter),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.shiftKey || !dispatch.onEnter) return;
      event.preventDefault();
      keep(value, true);
    },
  };
  return (
    <div className="element">
      <div className={multiline ? "field-box field-lines" : "field-box"}>
        {multiline ? (
          <textarea {...shared} rows={3} />
        ) : (
          <input
            {...shared}
            type="text"
            inputMode={element.type === "plain_text_input" ? undefined : inputModes[element.type]}
            autoComplete="off"
          />
        )}
        {note && (
          <span id={noteId} className={note.isOver ? "field-count over" : "field-count"} aria-live="polite">
            {note.text}
          </span>
        )}
      </div>
      {dispatch.onEnter && <div className="field-note">Press Enter to submit</div>}
      <Failure blockId={at.blockId} element={element} />
    </div>
  );
}

/** How many characters are still wanted, or left, when that matters. */
function countNote(element: TextElement, value: string): { text: string; isOver: boolean } | undefined {
  if (element.type !== "plain_text_input") return undefined;
  const { min_length: least = 0, max_length: most = longest } = element;
  if (value.length === 0) return undefined;
  if (value.length < least) return { text: `${least - value.length} more`, isOver: false };
  const left = most - value.length;
  return left <= nearlyFull ? { text: String(left), isOver: left < 0 } : undefined;
}

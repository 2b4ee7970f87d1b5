import type { EmailInput, NumberInput, PlainTextInput, URLInput } from "@slack/types";
import type { KeyboardEvent } from "react";
import { Failure } from "./failure.tsx";
import { type Standing, useSurface } from "./surface.tsx";

export type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;

const inputModes = { email_text_input: "email", url_text_input: "url", number_input: "decimal" } as const;

/** A line or an area of text. An empty one is `null` to the app, as in Slack. */
export function TextInputElement({ element, at }: { element: TextElement; at: Standing }) {
  const surface = useSurface();
  const value = surface.stateOf(at.blockId, element)?.value ?? "";
  const maxLength = element.type === "plain_text_input" ? (element.max_length ?? 3000) : undefined;
  const minLength = element.type === "plain_text_input" ? element.min_length : undefined;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const left = maxLength === undefined ? undefined : maxLength - value.length;

  const keep = (text: string, dispatch: boolean) =>
    surface.change(at.blockId, element, { type: element.type, value: text === "" ? null : text }, dispatch);
  const shared = {
    value,
    className: "field",
    placeholder: element.placeholder?.text,
    "aria-labelledby": at.labelledBy,
    "aria-label": at.labelledBy ? undefined : (element.placeholder?.text ?? "Text"),
    "aria-describedby": at.describedBy,
    "aria-invalid": at.invalid || undefined,
    // Only when the app asks for it, and only in a window the person opened.
    autoFocus: element.focus_on_load ?? false,
    onChange: (event: { target: { value: string } }) =>
      keep(event.target.value, at.dispatch && triggers.includes("on_character_entered")),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !at.dispatch || !triggers.includes("on_enter_pressed")) return;
      event.preventDefault();
      keep(value, true);
    },
  };
  return (
    <div className="element">
      {element.type === "plain_text_input" && element.multiline ? (
        <textarea {...shared} rows={3} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={element.type === "plain_text_input" ? undefined : inputModes[element.type]}
          autoComplete="off"
        />
      )}
      {left !== undefined && left <= 25 && (
        <span className={left < 0 ? "field-count over" : "field-count"} aria-live="polite">
          {left}
        </span>
      )}
      {minLength !== undefined && value.length > 0 && value.length < minLength && (
        <span className="field-count">{minLength - value.length} more</span>
      )}
      <Failure blockId={at.blockId} element={element} />
    </div>
  );
}

import type { Checkboxes, Option, RadioButtons } from "@slack/types";
import { useId } from "react";
import { Text } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { type Standing, useSurface } from "./surface.tsx";

const isSame = (a: Option, b: Option) => a.value === b.value && a.text.text === b.text.text;

/** Radio buttons and checkboxes: a group with one row per option, each with its description. */
export function ChoicesElement({ element, at }: { element: RadioButtons | Checkboxes; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const name = useId();
  const state = surface.stateOf(at.blockId, element);
  const single = element.type === "radio_buttons";
  const chosen: readonly Option[] = single
    ? state?.selected_option
      ? [state.selected_option]
      : []
    : (state?.selected_options ?? []);

  const toggle = (option: Option) => {
    const isOn = chosen.some((each) => isSame(each, option));
    // Slack keeps the order of the options, not of the clicks.
    const next = element.options.filter((each) =>
      isSame(each, option) ? !isOn : chosen.some((on) => isSame(on, each)),
    );
    confirm.ask(() =>
      surface.change(
        at.blockId,
        element,
        single ? { type: element.type, selected_option: option } : { type: element.type, selected_options: next },
        at.dispatch,
      ),
    );
  };

  return (
    <div className="element choices">
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label; the rule cannot read the choice */}
      <div
        role={single ? "radiogroup" : "group"}
        aria-labelledby={at.labelledBy}
        aria-label={at.labelledBy ? undefined : "Options"}
        aria-describedby={at.describedBy}
        aria-required={(single && at.required) || undefined}
      >
        {element.options.map((option, index) => (
          <label key={option.value ?? option.text.text} className="choice">
            <input
              type={single ? "radio" : "checkbox"}
              name={name}
              checked={chosen.some((each) => isSame(each, option))}
              data-focus-on-load={(element.focus_on_load && index === 0) || undefined}
              aria-describedby={option.description ? `${name}-${index}` : undefined}
              onChange={() => toggle(option)}
            />
            <span>
              <Text of={option.text} />
              {option.description && (
                <span className="choice-description" id={`${name}-${index}`}>
                  <Text of={option.description} />
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

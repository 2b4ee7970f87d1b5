import type { Datepicker, DateTimepicker, Timepicker } from "@slack/types";
import { useWorkspace } from "../state/workspace-context.tsx";
import type { ElementState } from "../wire.ts";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { type Standing, useSurface } from "./surface.tsx";
import { localToSeconds, secondsToLocal } from "./zoned-time.ts";

export type PickerElementType = Datepicker | Timepicker | DateTimepicker;

const kinds = {
  datepicker: { input: "date", field: "selected_date", label: "Date" },
  timepicker: { input: "time", field: "selected_time", label: "Time" },
  datetimepicker: { input: "datetime-local", field: "selected_date_time", label: "Date and time" },
} as const;

/** Date, time, or both, by the browser's own pickers; a date with time is meant in the reader's zone. */
export function PickerElement({ element, at }: { element: PickerElementType; at: Standing }) {
  const surface = useSurface();
  const { reader } = useWorkspace();
  const confirm = useConfirm(element.confirm);
  const kind = kinds[element.type];
  const state = surface.stateOf(at.blockId, element);
  const held = state?.[kind.field] ?? "";
  const shown = typeof held === "number" ? secondsToLocal(held, reader.timeZone) : held;

  const keep = (text: string) => {
    const value = text === "" ? null : element.type === "datetimepicker" ? localToSeconds(text, reader.timeZone) : text;
    const next: ElementState = { type: element.type, [kind.field]: value };
    confirm.ask(() => surface.change(at.blockId, element, next, at.dispatch));
  };
  return (
    <span className="element">
      <input
        className="field field-picker"
        type={kind.input}
        value={shown}
        aria-labelledby={at.labelledBy}
        aria-label={at.labelledBy ? undefined : ("placeholder" in element && element.placeholder?.text) || kind.label}
        aria-describedby={at.describedBy}
        aria-invalid={at.invalid || undefined}
        onChange={(event) => keep(event.target.value)}
      />
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}

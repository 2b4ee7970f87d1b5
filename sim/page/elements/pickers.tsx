import type { Datepicker, DateTimepicker, Timepicker } from "@slack/types";
import { useId, useState } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { zoneName } from "./clock-time.ts";
import { useConfirm } from "./confirm.tsx";
import { DateField } from "./date-field.tsx";
import { Failure } from "./failure.tsx";
import { describedAlso, fieldProps, partProps } from "./field-props.ts";
import { type Standing, useSurface } from "./surface.tsx";
import { TimeField } from "./time-field.tsx";
import { localToSeconds, secondsToLocal } from "./zoned-time.ts";

/** A date. */
export function DateElement({ element, at }: { element: Datepicker; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const placeholder = element.placeholder?.text ?? "Select a date";
  return (
    <div className="element">
      <DateField
        field={fieldProps(at, element, placeholder)}
        placeholder={placeholder}
        value={surface.stateOf(at.blockId, element)?.selected_date ?? null}
        canClear={!at.dispatch}
        onKeep={(selected_date) =>
          confirm.ask(() => surface.change(at.blockId, element, { type: element.type, selected_date }, at.dispatch))
        }
      />
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

/** A time of day; the zone the app means it in stands under it. */
export function TimeElement({ element, at }: { element: Timepicker; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const placeholder = element.placeholder?.text ?? "Select a time";
  const zone = element.timezone;
  const noteId = useId();
  return (
    <div className="element">
      <TimeField
        field={describedAlso(fieldProps(at, element, placeholder), zone && noteId)}
        placeholder={placeholder}
        value={surface.stateOf(at.blockId, element)?.selected_time ?? null}
        canClear={!at.dispatch}
        onKeep={(selected_time) =>
          confirm.ask(() =>
            surface.change(
              at.blockId,
              element,
              { type: element.type, selected_time, ...(zone ? { timezone: zone } : {}) },
              at.dispatch,
            ),
          )
        }
      />
      {zone && (
        <div className="field-note" id={noteId}>
          {zoneName(zone)}
        </div>
      )}
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

/** Date and time side by side, meant in the reader's zone; the app gets seconds since the epoch once both are there. */
export function DateTimeElement({ element, at }: { element: DateTimepicker; at: Standing }) {
  const surface = useSurface();
  const { reader } = useWorkspace();
  const confirm = useConfirm(element.confirm);
  const id = useId();
  const held = surface.stateOf(at.blockId, element)?.selected_date_time ?? null;
  const [heldDate, heldTime] = held === null ? [null, null] : secondsToLocal(held, reader.timeZone).split("T");
  const [half, setHalf] = useState<{ date?: string | null; time?: string | null }>({});
  const now = { date: half.date ?? heldDate ?? null, time: half.time ?? heldTime ?? null };

  const keep = (next: { date: string | null; time: string | null }) => {
    const { date, time } = next;
    setHalf(date && time ? {} : next);
    const selected_date_time = date && time ? localToSeconds(`${date}T${time}`, reader.timeZone) : null;
    if (selected_date_time === held) return;
    confirm.ask(() => surface.change(at.blockId, element, { type: element.type, selected_date_time }, at.dispatch));
  };
  const field = fieldProps(at, element, "Date and time");
  const shared = { canClear: !at.dispatch };
  return (
    <div className="element">
      <div className="date-time">
        <DateField
          {...shared}
          field={partProps(field, field.id ?? `${id}-date`, "Date")}
          placeholder="Select a date"
          value={now.date}
          onKeep={(date) => keep({ ...now, date })}
        />
        <TimeField
          {...shared}
          field={partProps({ ...field, "data-focus-on-load": undefined }, `${id}-time`, "Time")}
          placeholder="Select a time"
          value={now.time}
          onKeep={(time) => keep({ ...now, time })}
        />
      </div>
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

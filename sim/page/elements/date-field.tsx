import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { calendarDay, fillDateTokens } from "../text/dates.ts";
import { Calendar } from "./calendar.tsx";
import { secondsOfDay } from "./calendar-days.ts";
import type { DayOrTimeField } from "./field-props.ts";
import { Floating } from "./floating.tsx";
import { CalendarSign } from "./signs.tsx";

/** A date, `YYYY-MM-DD` or null, with a calendar under it. Enter or an arrow opens it; Backspace takes the date away. */
export function DateField(props: DayOrTimeField) {
  const { value, onKeep } = props;
  const { reader } = useWorkspace();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const close = () => {
    setOpen(false);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (["Enter", " ", "ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Backspace" && value && props.canClear) onKeep(null);
  };
  return (
    <>
      <div ref={box} className="select date-field">
        <CalendarSign />
        <input
          {...props.field}
          ref={input}
          role="combobox"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-controls={id}
          readOnly
          placeholder={props.placeholder}
          value={value ? fillDateTokens("{date}", secondsOfDay(value), { timeZone: "UTC", nowMs: () => 0 }) : ""}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
      </div>
      {open && (
        <Floating anchor={box} id={id} minWidthPx={280} heightPx={330} onDismiss={close}>
          <Calendar
            value={value}
            today={calendarDay(reader.nowMs(), reader.timeZone)}
            onPick={(day) => {
              onKeep(day);
              close();
            }}
          />
        </Floating>
      )}
    </>
  );
}

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { addDays, addMonths, fullDay, monthName, weekdayOf, weeksOf } from "./calendar-days.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Where a key takes the focused day (ARIA Authoring Practices, "Date Picker Dialog"). */
const moves: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekdayOf(day)),
  End: (day) => addDays(day, 6 - weekdayOf(day)),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** One month of days, `YYYY-MM-DD`; the keyboard walks over its edges into the next. */
export function Calendar(props: { value: string | null; today: string; onPick(day: string): void }) {
  const { value, today, onPick } = props;
  const [focused, setFocused] = useState(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  // The arrows in the head change the month and keep the focus; only the keyboard inside the days takes it along.
  const follows = useRef(true);

  useEffect(() => {
    if (follows.current) grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
    follows.current = false;
  }, [focused]);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    follows.current = true;
    setFocused(move(focused));
  };
  const turn = (name: string, sign: string, months: number) => (
    <button
      type="button"
      className="button-icon"
      aria-label={name}
      onClick={() => setFocused(addMonths(focused, months))}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div className="calendar" role="dialog" aria-label="Choose a date">
      <div className="calendar-head">
        {turn("Previous month", "‹", -1)}
        <span aria-live="polite">{monthName(focused)}</span>
        {turn("Next month", "›", 1)}
      </div>
      <table ref={grid} aria-label={monthName(focused)} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(focused).map((week, index) => (
            <tr key={week.find(Boolean) ?? index}>
              {week.map((day, at) => (
                <td key={day ?? weekdays[at]}>
                  {day && (
                    <button
                      type="button"
                      className="calendar-day"
                      data-day={day}
                      tabIndex={day === focused ? 0 : -1}
                      aria-label={fullDay(day)}
                      aria-pressed={day === value}
                      aria-current={day === today ? "date" : undefined}
                      onClick={() => onPick(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

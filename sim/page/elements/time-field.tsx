import { useState } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { halfHours, readTime, showTime } from "./clock-time.ts";
import { Combobox } from "./combobox.tsx";
import type { DayOrTimeField } from "./field-props.ts";
import type { Pick } from "./picks.ts";
import { ClockSign } from "./signs.tsx";
import type { PicksOnOffer } from "./use-picks.ts";
import { secondsToLocal } from "./zoned-time.ts";

const pickOf = (time: string): Pick => ({ value: time, text: showTime(time) });

/** The half hours that begin as typed, and before them the very time that was typed. */
function offerFor(query: string): PicksOnOffer {
  const typed = readTime(query);
  const begin = query.trim().toLowerCase();
  const listed = halfHours.filter((time) => time !== typed && showTime(time).toLowerCase().startsWith(begin));
  const picks = [...(typed ? [typed] : []), ...listed].map(pickOf);
  return picks.length ? { groups: [{ picks }] } : { groups: [], say: "Type a time such as 10:15 AM." };
}

/** A time of day, `HH:mm` or null: a list of half hours, with free entry for the rest. */
export function TimeField(props: DayOrTimeField) {
  const { value, onKeep } = props;
  const { reader } = useWorkspace();
  const now = secondsToLocal(reader.nowMs() / 1000, reader.timeZone).slice(-5);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  return (
    <Combobox
      field={props.field}
      placeholder={props.placeholder}
      icon={<ClockSign />}
      multi={false}
      canClear={props.canClear}
      picked={value ? [pickOf(value)] : []}
      start={halfHours.find((time) => time > now)}
      offer={offerFor(query)}
      open={open}
      query={query}
      onOpen={setOpen}
      onQuery={setQuery}
      onKeep={(picks) => onKeep(picks[0]?.value ?? null)}
      onLeave={() => {
        const typed = readTime(query);
        if (typed) onKeep(typed);
      }}
    />
  );
}

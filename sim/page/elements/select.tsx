import type { MultiSelect, Select } from "@slack/types";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Close, Down } from "../components/icons.tsx";
import { useWorkspace } from "../state/workspace-context.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { Floating } from "./floating.tsx";
import { PickList } from "./pick-list.tsx";
import { type Pick, picksOfChannels, picksOfState, picksOfUsers, stateOfPicks } from "./picks.ts";
import { type Standing, useSurface } from "./surface.tsx";
import { usePicks } from "./use-picks.ts";

/**
 * Every select menu: static, external, users, conversations, channels, one or several.
 * A combobox: typing searches, arrows move, Enter picks, Escape closes, Backspace takes the last of several away.
 */
export function SelectElement({ element, at }: { element: Select | MultiSelect; at: Standing }) {
  const surface = useSurface();
  const workspace = useWorkspace();
  const confirm = useConfirm(element.confirm);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const multi = element.type.startsWith("multi_");
  const known = [...picksOfUsers(workspace), ...picksOfChannels(workspace, true)];
  const picked = picksOfState(surface.stateOf(at.blockId, element), element.type, known);
  const offer = usePicks(element, at.blockId, open, query);
  const flat = offer.groups.flatMap((group) => group.picks);
  const most = "max_selected_items" in element ? element.max_selected_items : undefined;
  const isFull = multi && most !== undefined && picked.length >= most;
  const placeholder = element.placeholder?.text ?? (multi ? "Choose some options" : "Choose an option");

  const show = () => {
    setOpen(true);
    setActive(0);
  };
  const hide = () => {
    setOpen(false);
    setQuery("");
  };
  const keep = (picks: Pick[]) =>
    confirm.ask(() => surface.change(at.blockId, element, stateOfPicks(picks, element.type), at.dispatch));
  const pick = (one: Pick) => {
    const isOn = picked.some((each) => each.value === one.value);
    if (multi && !isOn && isFull) return;
    keep(!multi ? [one] : isOn ? picked.filter((each) => each.value !== one.value) : [...picked, one]);
    setQuery("");
    if (!multi) hide();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) show();
      else if (flat.length) setActive((active + step + flat.length) % flat.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const one = flat[active];
      if (!open) show();
      else if (one) pick(one);
    } else if (event.key === "Tab") hide();
    else if (event.key === "Backspace" && query === "" && picked.length) keep(picked.slice(0, -1));
  };

  return (
    <div className="element">
      <div ref={box} className={`select ${open ? "select-open" : ""}`} data-multi={multi}>
        {multi &&
          picked.map((each) => (
            <span key={each.value} className="chip">
              <Plain text={each.text} />
              <button
                type="button"
                aria-label={`Remove ${each.text}`}
                onClick={() => keep(picked.filter((other) => other.value !== each.value))}
              >
                <Close size={12} />
              </button>
            </span>
          ))}
        <input
          ref={input}
          role="combobox"
          type="text"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && flat.length ? `${id}-${active}` : undefined}
          aria-labelledby={at.labelledBy}
          aria-label={at.labelledBy ? undefined : placeholder}
          aria-describedby={at.describedBy}
          aria-invalid={at.invalid || undefined}
          placeholder={multi && picked.length ? "" : placeholder}
          value={open || multi ? query : (picked[0]?.text ?? "")}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onClick={show}
          onKeyDown={onKeyDown}
        />
        <span className="select-arrow">
          <Down size={14} />
        </span>
      </div>
      {open && (
        <Floating anchor={box} id={`${id}-popup`} onDismiss={hide}>
          <PickList
            id={id}
            label={placeholder}
            offer={isFull ? { ...offer, say: `No more than ${most}` } : offer}
            active={active}
            picked={picked}
            multi={multi}
            onPick={pick}
          />
        </Floating>
      )}
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

import { type ChangeEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Close, Down } from "../components/icons.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import type { FieldProps } from "./field-props.ts";
import { Floating } from "./floating.tsx";
import { PickList } from "./pick-list.tsx";
import type { Pick } from "./picks.ts";
import type { PicksOnOffer } from "./use-picks.ts";

interface Props {
  field: FieldProps;
  placeholder: string;
  /** A picture before the text. */
  icon?: ReactNode;
  multi: boolean;
  /** No more than so many can be picked. */
  most?: number | undefined;
  /** Whether Backspace may take the only pick away. */
  canClear: boolean;
  picked: readonly Pick[];
  /** The value that the open list begins at while nothing is picked. */
  start?: string | undefined;
  offer: PicksOnOffer;
  open: boolean;
  query: string;
  onOpen(open: boolean): void;
  onQuery(query: string): void;
  onKeep(picks: Pick[]): void;
  /** The person goes on to the next field with something typed. */
  onLeave?(): void;
}

/**
 * A field with a list under it. Typing searches; arrows, Home and End move; Enter picks; Escape closes; Backspace takes
 * the last pick away (ARIA Authoring Practices, "Combobox").
 */
export function Combobox(props: Props) {
  const { multi, most, picked, offer, open, query, onOpen, onQuery, onKeep } = props;
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const flat = offer.groups.flatMap((group) => group.picks);
  const isFull = multi && most !== undefined && picked.length >= most;
  const isOn = (pick: Pick) => picked.some((each) => each.value === pick.value);

  const show = () => {
    if (open) return;
    onOpen(true);
    const begin = multi ? undefined : (picked[0]?.value ?? props.start);
    setActive(
      Math.max(
        0,
        flat.findIndex((each) => each.value === begin),
      ),
    );
  };
  const hide = () => {
    onOpen(false);
    onQuery("");
  };
  const without = (pick: Pick) => picked.filter((each) => each.value !== pick.value);
  const pick = (one: Pick) => {
    if (multi && !isOn(one) && isFull) return;
    onKeep(!multi ? [one] : isOn(one) ? without(one) : [...picked, one]);
    onQuery("");
    if (!multi) hide();
    input.current?.focus();
  };
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    // A closed field shows its pick; what is typed over it begins a search of its own.
    const typed = (nativeEvent as InputEvent).data;
    onQuery(!open && !multi && picked.length > 0 && typed ? typed : target.value);
    setActive(0);
    onOpen(true);
  };
  const onBackspace = (event: KeyboardEvent) => {
    if (query !== "" || picked.length === 0 || (!multi && open)) return;
    event.preventDefault();
    if (multi || props.canClear) onKeep(picked.slice(0, -1));
  };
  const moves: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => (open ? flat.length && setActive((active + 1) % flat.length) : show()),
    ArrowUp: () => (open ? flat.length && setActive((active - 1 + flat.length) % flat.length) : show()),
    Enter: () => (open ? flat[active] && pick(flat[active]) : show()),
    ...(open && flat.length ? { Home: () => setActive(0), End: () => setActive(flat.length - 1) } : {}),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (event.key === "Backspace") onBackspace(event);
    else if (event.key === "Tab") {
      if (query) props.onLeave?.();
      hide();
    } else if (move) {
      event.preventDefault();
      move(event);
    }
  };

  return (
    <>
      <div ref={box} className={open ? "select select-open" : "select"} data-multi={multi}>
        {props.icon}
        {multi &&
          picked.map((each) => (
            <span key={each.value} className="chip">
              <Plain text={each.text} />
              <button
                type="button"
                aria-label={`Remove ${each.text}`}
                onClick={() => {
                  onKeep(without(each));
                  input.current?.focus();
                }}
              >
                <Close size={12} />
              </button>
            </span>
          ))}
        <input
          {...props.field}
          ref={input}
          role="combobox"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && flat[active] ? `${id}-${active}` : undefined}
          placeholder={multi && picked.length ? "" : props.placeholder}
          value={open || multi ? query : (picked[0]?.text ?? "")}
          onChange={onChange}
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
            label={props.placeholder}
            offer={isFull ? { ...offer, say: `No more than ${most} can be chosen.` } : offer}
            active={active}
            picked={picked}
            multi={multi}
            isFull={isFull}
            onPick={pick}
          />
        </Floating>
      )}
    </>
  );
}

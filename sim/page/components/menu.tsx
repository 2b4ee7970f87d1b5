import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Floating } from "../elements/floating.tsx";

/** One line of a menu. */
export interface MenuEntry {
  key: string;
  text: string;
  /** Set apart from the text: a key, whose shortcut it is. */
  aside?: string;
  /** It takes something away for good. */
  isGrave?: boolean;
  choose(): void;
}

/** Moves the focus among the items of a menu: the arrows, Home and End, round and round. */
export function moveAmongItems(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

/** A button with a menu under it. Arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function MenuButton(props: {
  label: string;
  className?: string;
  entries: readonly MenuEntry[];
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={props.className ?? "button-icon"}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.children}
      </button>
      {isOpen && (
        <Floating anchor={anchor} id={id} onDismiss={close}>
          <div role="menu" aria-label={props.label} className="menu" onKeyDown={moveAmongItems}>
            {props.entries.map((entry, index) => (
              <button
                key={entry.key}
                type="button"
                role="menuitem"
                className={entry.isGrave ? "menu-item menu-grave" : "menu-item"}
                // The menu takes the keyboard when it opens, as every menu button does.
                ref={index === 0 ? (item) => item?.focus() : undefined}
                onClick={() => {
                  close();
                  entry.choose();
                }}
              >
                <span>{entry.text}</span>
                {entry.aside && <span className="menu-aside">{entry.aside}</span>}
              </button>
            ))}
          </div>
        </Floating>
      )}
    </>
  );
}

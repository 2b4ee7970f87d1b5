import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

/** One line of a menu. */
export interface MenuEntry {
  key: string;
  text: ReactNode;
  /** Set apart from the text: a key, whose shortcut it is. */
  aside?: string;
  /** It takes something away for good. */
  isGrave?: boolean;
  choose(): void;
}

const itemsOf = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

/** The arrows, Home and End go through the items, round and round (ARIA Authoring Practices, "Menu"). */
function moveAmongItems(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

/** An open menu. It takes the keyboard when it opens, as every menu button's does; `onChosen` comes before the choice. */
export function Menu(props: { label: string; entries: readonly MenuEntry[]; onChosen(): void }) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => itemsOf(menu.current)[0]?.focus(), []);
  return (
    <div ref={menu} role="menu" aria-label={props.label} className="menu" onKeyDown={moveAmongItems}>
      {props.entries.map((entry) => (
        <button
          key={entry.key}
          type="button"
          role="menuitem"
          className={entry.isGrave ? "menu-item menu-grave" : "menu-item"}
          onClick={() => {
            props.onChosen();
            entry.choose();
          }}
        >
          <span>{entry.text}</span>
          {entry.aside && <span className="menu-aside">{entry.aside}</span>}
        </button>
      ))}
    </div>
  );
}

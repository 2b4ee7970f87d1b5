import type { ReactNode } from "react";
import { Floating } from "../elements/floating.tsx";
import { Menu, type MenuEntry } from "../elements/menu.tsx";
import { useOpener } from "../elements/use-opener.ts";

/** A button with a menu under it. Arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function MenuButton(props: { label: string; entries: readonly MenuEntry[]; children: ReactNode }) {
  const opener = useOpener("menu");
  return (
    <>
      <button {...opener.button} type="button" className="button-icon" aria-label={props.label} title={props.label}>
        {props.children}
      </button>
      {opener.isOpen && (
        <Floating {...opener.floating}>
          <Menu label={props.label} entries={props.entries} onChosen={opener.close} />
        </Floating>
      )}
    </>
  );
}

import type { Option, Overflow } from "@slack/types";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Dots } from "../components/icons.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { Floating } from "./floating.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** The open menu. It takes the keyboard when it opens, as every menu button's does. */
function Menu({ options, onChoose }: { options: readonly Option[]; onChoose(option: Option): void }) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(() => items()[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  };
  return (
    <div ref={menu} role="menu" className="menu" onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value ?? option.text.text}
          type="button"
          role="menuitem"
          className="menu-item"
          onClick={() => onChoose(option)}
        >
          <Plain text={option.text.text} />
        </button>
      ))}
    </div>
  );
}

/** The three-dot menu. Arrow keys move, Enter chooses, Escape closes. */
export function OverflowElement({ element, at }: { element: Overflow; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  const choose = (option: Option) => {
    close();
    confirm.ask(() => {
      const url = "url" in option ? option.url : undefined;
      if (url) window.open(url, "_blank", "noopener,noreferrer");
      void surface.press(at.blockId, element, { selected_option: option });
    });
  };

  return (
    <span className="element">
      <button
        ref={anchor}
        type="button"
        className="button button-icon"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        disabled={surface.isBusy(at.blockId, element)}
        onClick={() => setOpen(!open)}
      >
        <Dots />
      </button>
      {open && (
        <Floating anchor={anchor} id={id} onDismiss={close}>
          <Menu options={element.options} onChoose={choose} />
        </Floating>
      )}
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}

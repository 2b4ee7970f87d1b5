import type { Option, Overflow } from "@slack/types";
import { useId, useRef, useState } from "react";
import { Dots } from "../components/icons.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { Floating } from "./floating.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** The three-dot menu. Arrow keys move, Enter chooses, Escape closes. */
export function OverflowElement({ element, at }: { element: Overflow; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm(element.confirm);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();

  const choose = (option: Option) => {
    setOpen(false);
    anchor.current?.focus();
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
        <Floating anchor={anchor} id={id} onDismiss={() => setOpen(false)}>
          <div
            role="menu"
            className="menu"
            onKeyDown={(event) => {
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (event.key === "Escape") anchor.current?.focus();
              if (!step) return;
              event.preventDefault();
              const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
              const next = items.indexOf(document.activeElement as HTMLElement) + step;
              items[(next + items.length) % items.length]?.focus();
            }}
          >
            {element.options.map((option, index) => (
              <button
                key={option.value ?? option.text.text}
                type="button"
                role="menuitem"
                className="menu-item"
                // The menu takes the keyboard when it opens, as every menu button does.
                ref={index === 0 ? (item) => item?.focus() : undefined}
                onClick={() => choose(option)}
              >
                <Plain text={option.text.text} />
              </button>
            ))}
          </div>
        </Floating>
      )}
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}

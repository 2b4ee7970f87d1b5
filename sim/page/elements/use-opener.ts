import { type RefObject, useId, useRef, useState } from "react";

/** A button that opens a list or a window under itself; Escape, or a choice, closes it and gives the focus back. */
export interface Opener {
  isOpen: boolean;
  close(): void;
  /** For the button. */
  button: {
    ref: RefObject<HTMLButtonElement | null>;
    "aria-haspopup": "menu" | "dialog";
    "aria-expanded": boolean;
    "aria-controls": string | undefined;
    onClick(): void;
  };
  /** For the `Floating` that holds what it opens. */
  floating: { anchor: RefObject<HTMLButtonElement | null>; id: string; onDismiss(): void };
}

/** `opens`: what the button announces. */
export function useOpener(opens: "menu" | "dialog"): Opener {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  return {
    isOpen,
    close,
    button: {
      ref: anchor,
      "aria-haspopup": opens,
      "aria-expanded": isOpen,
      "aria-controls": isOpen ? id : undefined,
      onClick: () => setOpen(!isOpen),
    },
    floating: { anchor, id, onDismiss: close },
  };
}

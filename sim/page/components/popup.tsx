import { type ReactNode, useId, useRef, useState } from "react";
import { Floating } from "../elements/floating.tsx";

/** A button that shows a small window of its own under it; `children` gets how to close it. */
export function PopupButton(props: {
  label: string;
  /** The mark holds the button's name; then the label names the window only. */
  isNamed?: boolean;
  className?: string;
  /** A key that presses it while its message has the focus. */
  shortKey?: string;
  mark: ReactNode;
  children(close: () => void): ReactNode;
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
        aria-label={props.isNamed ? undefined : props.label}
        title={props.label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-key={props.shortKey}
        onClick={() => setOpen(!isOpen)}
      >
        {props.mark}
      </button>
      {isOpen && (
        <Floating anchor={anchor} id={id} minWidthPx={300} onDismiss={close}>
          <div role="dialog" aria-label={props.label} className="popup" tabIndex={-1} ref={(it) => takeFocus(it)}>
            {props.children(close)}
          </div>
        </Floating>
      )}
    </>
  );
}

/** The window takes the focus once, unless a field inside it already has it. */
function takeFocus(popup: HTMLElement | null): void {
  if (popup && !popup.contains(document.activeElement)) popup.focus();
}

import { type ReactNode, useEffect, useRef } from "react";
import { Floating } from "../elements/floating.tsx";
import { useOpener } from "../elements/use-opener.ts";

/** A button that shows a small window of its own under it; `children` gets how to close it. */
export function PopupButton(props: {
  label: string;
  /** The mark holds the button's name; then the label names the window only. */
  isNamed?: boolean;
  className?: string;
  /** A key that presses it while its message has the focus. */
  shortKey?: string | undefined;
  mark: ReactNode;
  children(close: () => void): ReactNode;
}) {
  const opener = useOpener("dialog");
  return (
    <>
      <button
        {...opener.button}
        type="button"
        className={props.className ?? "button-icon"}
        aria-label={props.isNamed ? undefined : props.label}
        title={props.label}
        data-key={props.shortKey}
      >
        {props.mark}
      </button>
      {opener.isOpen && (
        <Floating {...opener.floating} minWidthPx={300}>
          <Popup label={props.label}>{props.children(opener.close)}</Popup>
        </Floating>
      )}
    </>
  );
}

/** The open window. It takes the focus once, unless a field inside it already has it. */
function Popup({ label, children }: { label: string; children: ReactNode }) {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!popup.current?.contains(document.activeElement)) popup.current?.focus();
  }, []);
  return (
    <div ref={popup} role="dialog" aria-label={label} className="popup" tabIndex={-1}>
      {children}
    </div>
  );
}

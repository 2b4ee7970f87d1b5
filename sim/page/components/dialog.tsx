import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

/**
 * A modal window on the browser's own `<dialog>`: it keeps the focus inside, makes the rest inert and gives the focus
 * back. Escape asks `onClose`; the window goes when its owner stops drawing it.
 */
export function Dialog(props: { label: string; className: string; onClose(): void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const opener = document.activeElement;
    dialog.showModal();
    // The browser puts the focus on the first button. Where that one only closes the window, the window has it instead.
    if (document.activeElement?.getAttribute("aria-label") === "Close") dialog.focus();
    return () => {
      dialog.close();
      // Where several windows go at once, those above keep the browser from giving the focus back to the page.
      queueMicrotask(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
      });
    };
  }, []);

  useEffect(() => {
    const dialog = ref.current;
    const onCancel = (event: Event) => {
      if (event.target !== dialog) return;
      event.preventDefault();
      close.current();
    };
    dialog?.addEventListener("cancel", onCancel);
    return () => dialog?.removeEventListener("cancel", onCancel);
  }, []);

  return (
    <dialog ref={ref} tabIndex={-1} className={`dialog ${props.className}`} aria-label={props.label}>
      {props.children}
    </dialog>
  );
}

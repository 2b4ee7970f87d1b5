import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

interface Box {
  left: number;
  width: number;
  top?: number;
  bottom?: number;
  maxHeight: number;
}

const gapPx = 4;
const marginPx = 8;

function place(anchor: HTMLElement, minWidth: number, wantedHeight: number): Box {
  const rect = anchor.getBoundingClientRect();
  const width = Math.min(Math.max(rect.width, minWidth), window.innerWidth - 2 * marginPx);
  const left = Math.max(marginPx, Math.min(rect.left, window.innerWidth - width - marginPx));
  const below = window.innerHeight - rect.bottom - gapPx - marginPx;
  const above = rect.top - gapPx - marginPx;
  const most = Math.max(320, wantedHeight);
  if (below < wantedHeight && above > below) {
    return { left, width, bottom: window.innerHeight - rect.top + gapPx, maxHeight: Math.min(above, most) };
  }
  return { left, width, top: rect.bottom + gapPx, maxHeight: Math.min(below, most) };
}

/**
 * A list that hangs from a field, above everything: the browser's top layer, so neither a modal's edge nor its scrolling
 * cuts it, and it stays a child of the modal for the keyboard. It goes on a click elsewhere or Escape. Until its place is
 * known it is there but not seen, so that what is in it can take the focus.
 */
export function Floating(props: {
  anchor: RefObject<HTMLElement | null>;
  id: string;
  minWidthPx?: number;
  /** With less room than this below the field, it hangs above where there is more. */
  heightPx?: number;
  onDismiss(): void;
  children: ReactNode;
}) {
  const { anchor, minWidthPx = 220, heightPx = 220 } = props;
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box>();
  const dismiss = useRef(props.onDismiss);
  dismiss.current = props.onDismiss;

  useLayoutEffect(() => {
    ref.current?.showPopover();
    const update = () => anchor.current && setBox(place(anchor.current, minWidthPx, heightPx));
    update();
    window.addEventListener("resize", update);
    window.addEventListener("scroll", update, true);
    return () => {
      window.removeEventListener("resize", update);
      window.removeEventListener("scroll", update, true);
    };
  }, [anchor, minWidthPx, heightPx]);

  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!ref.current?.contains(target) && !anchor.current?.contains(target)) dismiss.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      dismiss.current();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey, true);
    };
  }, [anchor]);

  return (
    <div ref={ref} id={props.id} popover="manual" className="floating" style={box ?? { opacity: 0 }}>
      {props.children}
    </div>
  );
}

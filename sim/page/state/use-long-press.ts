import { type MouseEvent, type PointerEvent, type TouchEvent, useEffect, useRef } from "react";

/** How long a finger rests until it asks for more, real ms; Android's own (ViewConfiguration.getLongPressTimeout). */
const restsMs = 500;
/** A finger that moves further, px, scrolls. */
const steadyPx = 10;

/** What has a meaning of its own under a finger. */
const pressable = "a, button, input, textarea, select, summary, label, [role]:not(article)";

/** Handlers for an element that a finger may rest on; a mouse and what can be pressed inside are left alone. */
export function useLongPress(onLongPress: (element: HTMLElement) => void) {
  const press = useRef<{ x: number; y: number; timer: number }>(undefined);
  const wasLong = useRef(false);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown({ pointerType, target, currentTarget, clientX: x, clientY: y }: PointerEvent<HTMLElement>) {
      end();
      wasLong.current = false;
      const inside = (target as HTMLElement).closest(pressable);
      if (pointerType !== "touch" || (inside && currentTarget.contains(inside))) return;
      const whenRested = () => {
        wasLong.current = true;
        onLongPress(currentTarget);
      };
      press.current = { x, y, timer: window.setTimeout(whenRested, restsMs) };
    },
    onPointerMove({ clientX, clientY }: PointerEvent<HTMLElement>) {
      const from = press.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > steadyPx) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    /** Else the lifted finger would be a press of its own, and take the focus away again. */
    onTouchEnd(event: TouchEvent<HTMLElement>) {
      if (wasLong.current && event.cancelable) event.preventDefault();
    },
    /** The browser's own menu for a long press would stand over what this one opens. */
    onContextMenu(event: MouseEvent<HTMLElement>) {
      if (press.current) event.preventDefault();
    },
  };
}

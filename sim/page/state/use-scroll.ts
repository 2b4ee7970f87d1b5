import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How near the end, in px, still counts as reading the end. */
const nearEndPx = 120;

interface Scroll {
  list: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** False while one reads further up. */
  isAtEnd: boolean;
  onScroll(): void;
  toEnd(): void;
}

/**
 * Keeps the end of a list in view while the reader is there, and leaves the reader alone while they read further up.
 * `position` is where they were last time, in px. `at` names an element (`data-ts`) that is brought into view once.
 */
export function useScroll(options: {
  changes: unknown;
  at: string | undefined;
  position: number | undefined;
  onLeave(position: number | undefined): void;
}): Scroll {
  const { changes, at, position, onLeave } = options;
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(at === undefined && position === undefined);
  const wanted = useRef<{ at?: string | undefined; position?: number | undefined }>({ at, position });
  const [isAtEnd, setAtEnd] = useState(follows.current);
  const leave = useRef(onLeave);
  leave.current = onLeave;

  const look = useCallback(() => {
    const scroll = list.current;
    if (!scroll) return;
    follows.current = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEndPx;
    setAtEnd(follows.current);
    leave.current(follows.current ? undefined : scroll.scrollTop);
  }, []);
  const settle = useCallback(() => {
    const scroll = list.current;
    if (!scroll) return;
    if (wanted.current.at) {
      const target = scroll.querySelector(`[data-ts="${CSS.escape(wanted.current.at)}"]`);
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      wanted.current = {};
      look();
    } else if (wanted.current.position !== undefined && scroll.scrollHeight > scroll.clientHeight) {
      scroll.scrollTop = wanted.current.position;
      wanted.current = {};
    } else if (follows.current) scroll.scrollTop = scroll.scrollHeight;
  }, [look]);

  // A link to another message of the same place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new target
  useLayoutEffect(() => {
    if (!at) return;
    wanted.current = { at };
    follows.current = false;
    settle();
  }, [at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new or changed messages are what moves the end
  useLayoutEffect(settle, [changes]);
  // So do a plan that is opened and a window that gets narrower, neither of which comes with a message.
  useEffect(() => {
    const watch = new ResizeObserver(settle);
    for (const each of [list.current, content.current]) if (each) watch.observe(each);
    return () => watch.disconnect();
  }, [settle]);

  const toEnd = () => {
    follows.current = true;
    setAtEnd(true);
    settle();
  };
  return { list, content, isAtEnd, onScroll: look, toEnd };
}

import { useEffect } from "react";

/** The parts of the page in the order F6 goes round them, each by what the keyboard lands on. */
const landings = [
  ".sidebar a[aria-current], .sidebar a",
  ".pane .message-list, .pane:not(:has(.message-list)) h1",
  ".pane .composer textarea",
  ".thread .message-list",
  ".thread .composer textarea",
  ".drawer h2 ~ button, .drawer button",
  ".top-bar button",
];

/** The region an element stands in. */
const regions = [".sidebar", ".pane", ".pane .composer", ".thread", ".thread .composer", ".drawer", ".top-bar"];

function regionOf(element: Element | null): number {
  return regions.findLastIndex((region) => element?.closest(region));
}

/** Gives the focus to the first of these that can be seen; false when there is none. */
export function landOn(selector: string): boolean {
  const landing = [...document.querySelectorAll<HTMLElement>(selector)].find(isVisible);
  if (!landing) return false;
  // A heading takes the focus only when it is told that it may.
  if (landing.tabIndex < 0) landing.tabIndex = -1;
  landing.focus();
  return true;
}

const isVisible = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true });

/**
 * F6 and Shift+F6 go from part to part, as in Slack, with Ctrl or Command too where the browser has F6 for itself
 * (slack.com/help/articles/360000411963, "Use a screen reader with Slack on desktop").
 */
export function useRegions(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const step = event.shiftKey ? -1 : 1;
      const here = regionOf(document.activeElement);
      for (let turn = 1; turn <= landings.length; turn++) {
        const next = (here + step * turn + landings.length * turn) % landings.length;
        if (landOn(landings[next] ?? "")) return;
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

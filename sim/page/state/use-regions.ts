import { useEffect } from "react";

/** The parts of the page in the order F6 goes round them, each by what the keyboard lands on. */
const landings = [
  ".sidebar a[aria-current], .sidebar a",
  ".pane .message-list, .pane h1",
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

const isVisible = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true });

/** F6 and Shift+F6 go from part to part, as in Slack (slack.com/help/articles/115003340723, "Navigate Slack with your keyboard"). */
export function useRegions(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const step = event.shiftKey ? -1 : 1;
      const here = regionOf(document.activeElement);
      for (let turn = 1; turn <= landings.length; turn++) {
        const next = (here + step * turn + landings.length * turn) % landings.length;
        const landing = [...document.querySelectorAll<HTMLElement>(landings[next] ?? "")].find(isVisible);
        if (!landing) continue;
        if (landing.tabIndex < 0) landing.tabIndex = -1;
        landing.focus();
        return;
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

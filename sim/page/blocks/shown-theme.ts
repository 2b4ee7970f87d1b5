import { useSyncExternalStore } from "react";

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)");

/** What the reader sees: the page's own switch (`data-theme` on the document), or without one the system's choice. */
function shownTheme(): "light" | "dark" {
  const { theme } = document.documentElement.dataset;
  if (theme === "light" || theme === "dark") return theme;
  return prefersDark().matches ? "dark" : "light";
}

function subscribe(onChange: () => void): () => void {
  const system = prefersDark();
  const switched = new MutationObserver(onChange);
  system.addEventListener("change", onChange);
  switched.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", onChange);
    switched.disconnect();
  };
}

/** For slack-blocks-to-jsx, which must be told; our own style sheets read the colours of `tokens.css` by themselves. */
export const useShownTheme = (): "light" | "dark" => useSyncExternalStore(subscribe, shownTheme);

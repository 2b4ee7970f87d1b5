import { useState } from "react";

/** How light the page is. `auto` follows the reader's system. */
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "theme";

function keptTheme(): Theme {
  const kept = localStorage.getItem(key);
  return themes.find((theme) => theme === kept) ?? "auto";
}

/** Writes the choice where the style sheets read it: `data-theme` on the document, absent for `auto`. */
function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "auto") delete dataset.theme;
  else dataset.theme = theme;
}

/** Shows what the reader chose in this browser, now and whenever another tab chooses anew. */
export function followTheme(): void {
  showTheme(keptTheme());
  window.addEventListener("storage", (event) => event.key === key && showTheme(keptTheme()));
}

/** The reader's choice, kept in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(keptTheme);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(key, chosen);
      showTheme(chosen);
      setTheme(chosen);
    },
  ];
}

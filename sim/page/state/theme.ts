import { useEffect, useState } from "react";

/** How light the page is. `auto` follows the reader's system. */
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "theme";

export function keptTheme(): Theme {
  const kept = localStorage.getItem(key);
  return themes.find((theme) => theme === kept) ?? "auto";
}

/** Writes the choice where the style sheets read it: `data-theme` on the document, absent for `auto`. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "auto") delete dataset.theme;
  else dataset.theme = theme;
}

/** The reader's choice, kept in this browser; every tab follows it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(keptTheme);
  useEffect(() => showTheme(theme), [theme]);
  useEffect(() => {
    const onElsewhere = (event: StorageEvent) => event.key === key && setTheme(keptTheme());
    window.addEventListener("storage", onElsewhere);
    return () => window.removeEventListener("storage", onElsewhere);
  }, []);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(key, chosen);
      setTheme(chosen);
    },
  ];
}

import { useState } from "react";

/** A width in px that the reader chose, kept in this browser, within bounds. */
export function useKeptSize(
  key: string,
  { least, most, first }: { least: number; most: number; first: number },
): [number, (px: number) => void] {
  const [px, setPx] = useState(() => {
    const kept = Number(localStorage.getItem(key) ?? Number.NaN);
    return Number.isFinite(kept) ? within(kept) : first;
  });
  function within(wanted: number): number {
    return Math.round(Math.min(Math.max(wanted, least), most));
  }
  return [
    px,
    (wanted) => {
      localStorage.setItem(key, String(within(wanted)));
      setPx(within(wanted));
    },
  ];
}

import { useEffect, useState } from "react";

/** Counts real seconds while this tab is looked at, so that a clock on the page goes on. */
export function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && setSeconds((now) => now + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

import { BadInput } from "../input.ts";

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What `jump` is asked for: "next", or a stretch of world time such as 90m, 1h or 2d. Throws `BadInput`. */
export function readJump(word: string): { jump: "next" } | { jumpMs: number } {
  if (word === "next") return { jump: "next" };
  const [, count, unit] = word.match(/^(\d+(?:\.\d+)?)(s|m|h|d)$/) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0)
    throw new BadInput(`jump wants next, or a time such as 90m, 1h or 2d, not ${word}.`);
  return { jumpMs: Math.round(Number(count) * units[unit as keyof typeof units]) };
}

/** "Mon 3 Mar 2026, 09:00" in London, where the world's people are. */
export const inLondon = (ms: number): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/London" }).format(ms);

/** `HH:mm` as Slack's picker shows it: `15:30` → `3:30 PM`. */
export function showTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}

/** What somebody typed, as `HH:mm`: `3pm`, `3:30 p.m.`, `1530`, `15.30`. Undefined when it is no time of day. */
export function readTime(typed: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:([ap])\.?m?\.?)?$/i.exec(typed.trim());
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  const [given, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (minute > 59 || given > 23 || (half && (given < 1 || given > 12))) return undefined;
  const hour = half ? (given % 12) + (half === "p" ? 12 : 0) : given;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Every half hour of a day, as `HH:mm`. */
export const halfHours: readonly string[] = Array.from({ length: 48 }, (_, index) =>
  [Math.floor(index / 2), (index % 2) * 30].map((part) => String(part).padStart(2, "0")).join(":"),
);

/** A zone as people say it: `Europe/London` → `Greenwich Mean Time`. A zone nobody knows stays as it is. */
export function zoneName(timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longGeneric" }).formatToParts();
    return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}

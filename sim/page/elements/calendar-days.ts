/** Days are written `YYYY-MM-DD` and counted in UTC, so that no clock change moves them. */
const dayMs = 86_400_000;
const msOf = (day: string) => Date.parse(`${day}T00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  return (day: string) => formatter.format(msOf(day));
};

/** `November 2026`. */
export const monthName = format({ month: "long", year: "numeric" });
/** `Saturday, November 21, 2026`. */
export const fullDay = format({ weekday: "long", year: "numeric", month: "long", day: "numeric" });

/** Seconds since the epoch at which a day begins in UTC. */
export const secondsOfDay = (day: string): number => msOf(day) / 1000;

export const addDays = (day: string, count: number): string => dayOf(msOf(day) + count * dayMs);

/** The same day of another month, or its last day where it is shorter. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** 0 is Sunday, which Slack's calendar begins with. */
export const weekdayOf = (day: string): number => new Date(msOf(day)).getUTCDay();

/** The weeks of a day's month; undefined where a week reaches into another month. */
export function weeksOf(day: string): (string | undefined)[][] {
  const first = `${day.slice(0, 8)}01`;
  const start = addDays(first, -weekdayOf(first));
  const weeks: (string | undefined)[][] = [];
  for (let at = start; weeks.length === 0 || at.slice(0, 7) === day.slice(0, 7); at = addDays(at, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => addDays(at, index)).map((each) =>
        each.slice(0, 7) === day.slice(0, 7) ? each : undefined,
      ),
    );
  }
  return weeks;
}

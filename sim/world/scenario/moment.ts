import { type ScenarioTime, weekdays } from "./shape.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The last moment by `now`, world ms, at which it was that day and time in London. */
export function lastMoment({ day, at }: ScenarioTime, now: number): number {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  // An hour more than a week: a clock change lies in one of them.
  for (let back = 0; back <= 8; back += 1) {
    const noon = londonParts(Math.floor(now / dayMs) * dayMs + dayMs / 2 - back * dayMs);
    if (noon.day !== day) continue;
    const offsetMs = noon.minuteOfDay * minuteMs - dayMs / 2;
    const moment = noon.midday - dayMs / 2 - offsetMs + (hour * 60 + minute) * minuteMs;
    if (moment <= now) return moment;
  }
  throw new RangeError(`no ${weekdays.includes(day) ? at : day} in a week`);
}

/** The first such moment after `now`. */
export function nextMoment(time: ScenarioTime, now: number): number {
  // In a week with a clock change the moments lie an hour more or less apart.
  const moment = lastMoment(time, now + 7 * dayMs);
  return moment > now ? moment : lastMoment(time, now + 8 * dayMs);
}

/** What a clock in London shows at this UTC noon. */
function londonParts(midday: number): { midday: number; day: string; minuteOfDay: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(midday);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return {
    midday,
    day: part("weekday").toLowerCase(),
    minuteOfDay: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

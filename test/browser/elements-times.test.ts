import { describe, expect, test } from "vitest";
import { addDays, addMonths, fullDay, monthName, weeksOf } from "../../sim/page/elements/calendar-days.ts";
import { halfHours, readTime, showTime, zoneName } from "../../sim/page/elements/clock-time.ts";

describe("a typed time", () => {
  test.each([
    ["3pm", "15:00"],
    ["3:17 p.m.", "15:17"],
    ["12 am", "00:00"],
    ["12:30PM", "12:30"],
    ["0930", "09:30"],
    ["930", "09:30"],
    ["15.45", "15:45"],
    [" 7 ", "07:00"],
  ])("%s is %s", (typed, expected) => expect(readTime(typed)).toBe(expected));

  test.each(["", "noon", "25:00", "13pm", "0 am", "10:61", "1:2"])("“%s” is none", (typed) =>
    expect(readTime(typed)).toBeUndefined(),
  );

  test("every half hour of the list reads back as itself", () => {
    expect(halfHours).toHaveLength(48);
    expect(halfHours.map((time) => readTime(showTime(time)))).toEqual(halfHours);
  });

  test.each([
    ["Europe/London", "United Kingdom Time"],
    ["America/New_York", "Eastern Time"],
    ["Nowhere/Land", "Nowhere/Land"],
  ])("the zone %s is called %s", (zone, name) => expect(zoneName(zone)).toBe(name));
});

describe("days", () => {
  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-03-31", -1, "2026-02-28"],
  ])("%s and %d months is %s", (day, count, expected) => expect(addMonths(day, count)).toBe(expected));

  test("a day is a day over a change of clocks and the end of a year", () => {
    expect([addDays("2026-03-28", 1), addDays("2026-03-29", 1)]).toEqual(["2026-03-29", "2026-03-30"]);
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });

  test("a month is whole weeks from Sunday, with nothing of its neighbours", () => {
    const weeks = weeksOf("2026-11-21");
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
    expect(weeks[0]?.[0]).toBe("2026-11-01");
    expect(weeks.at(-1)).toEqual(["2026-11-29", "2026-11-30", ...Array(5).fill(undefined)]);
    expect(weeksOf("2026-08-01")[0]?.[6]).toBe("2026-08-01");
    expect([monthName("2026-11-21"), fullDay("2026-11-21")]).toEqual(["November 2026", "Saturday, November 21, 2026"]);
  });
});

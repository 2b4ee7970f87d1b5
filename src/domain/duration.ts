const msPerSecond = 1000;
const msPerMinute = 60 * msPerSecond;
const msPerHour = 60 * msPerMinute;
const msPerDay = 24 * msPerHour;

/** Each gives milliseconds. */
export const seconds = (count: number): number => count * msPerSecond;
export const minutes = (count: number): number => count * msPerMinute;
export const hours = (count: number): number => count * msPerHour;
export const days = (count: number): number => count * msPerDay;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** Up to one day is said in hours, as ISB's own pages do; from two days on, days come first. */
const daysFromMs = 2 * msPerDay;

/** The two largest units of a length of time: "24 hours", "3 days 4 hours", "1 hour 30 minutes", "45 seconds". Negative counts as 0. */
export const printDuration = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms / msPerSecond)) * msPerSecond;
  if (whole < msPerMinute) return counted(whole / msPerSecond, "second");
  // Rounded to the smaller of the two units shown, so that 59.9 minutes reads as one hour.
  const smallest = whole >= daysFromMs ? msPerHour : whole >= msPerHour ? msPerMinute : msPerSecond;
  const rounded = Math.round(whole / smallest) * smallest;
  const units =
    rounded >= daysFromMs
      ? ([
          [msPerDay, "day"],
          [msPerHour, "hour"],
        ] as const)
      : rounded >= msPerHour
        ? ([
            [msPerHour, "hour"],
            [msPerMinute, "minute"],
          ] as const)
        : ([
            [msPerMinute, "minute"],
            [msPerSecond, "second"],
          ] as const);
  const [[large, largeName], [small, smallName]] = units;
  const first = Math.floor(rounded / large);
  const rest = Math.floor((rounded - first * large) / small);
  return rest === 0 ? counted(first, largeName) : `${counted(first, largeName)} ${counted(rest, smallName)}`;
};

/** ISB's lease durations, which are hours and may be fractions (ISB v1.2.14 `leaseDurationInHours`); "no limit" when it holds none. */
export const printHours = (count: number | null | undefined): string =>
  count === null || count === undefined ? "no limit" : printDuration(hours(count));

/** Wall-clock text (`YYYY-MM-DDTHH:mm`) of a Unix time in a zone. */
export function secondsToLocal(seconds: number, timeZone: string): string {
  // Swedish dates are ISO dates, so no parts need to be put together.
  return new Date(seconds * 1000)
    .toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" })
    .replace(" ", "T");
}

/** Unix time of a wall-clock text in a zone. In the hour that a clock change skips or repeats, one of the two readings. */
export function localToSeconds(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}:00Z`) / 1000;
  const offsetAt = (seconds: number) => Date.parse(`${secondsToLocal(seconds, timeZone)}:00Z`) / 1000 - seconds;
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}

import { seconds } from "../../domain/duration.ts";

const firstDelayMs = seconds(2);
const longestDelayMs = seconds(60);

/** Full jitter between half and the whole of an exponential delay, milliseconds. */
export const backoffMs = (attempt: number, random: () => number): number => {
  const whole = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
  return whole / 2 + (whole / 2) * random();
};

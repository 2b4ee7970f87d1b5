import pLimit, { type LimitFunction } from "p-limit";

/** Has one process ask for one lane after the other, in the order they came: it would only be in its own way. */
export const createLines = (): (<T>(lane: string, work: () => Promise<T>) => Promise<T>) => {
  const lines = new Map<string, LimitFunction>();
  return (lane, work) => {
    const line = lines.get(lane) ?? pLimit(1);
    lines.set(lane, line);
    return line(work);
  };
};

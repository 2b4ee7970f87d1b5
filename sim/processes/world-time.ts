import { z } from "zod";

const clockShape = z.looseObject({ speed: z.number() });

/** One sentence on how fast the world of this page goes; undefined when its server does not answer. `page` ends in a slash. */
export async function worldTime(page: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${page}_control/clock`, { signal: AbortSignal.timeout(2_000) });
    const { speed } = clockShape.parse(await answer.json());
    if (speed === 1) return "Time here runs as on the wall; --speed 30 for a faster world.";
    return `Time here runs ${speed} times as fast as on the wall; --speed 1 for real time.`;
  } catch {
    return undefined;
  }
}

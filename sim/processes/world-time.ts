import { z } from "zod";

const clockShape = z.looseObject({ speed: z.number(), paused: z.boolean() });
const troubleShape = z.looseObject({
  troubles: z.array(z.looseObject({ name: z.string(), on: z.boolean() })),
  chaos: z.looseObject({ rate: z.number() }).nullable(),
});

/** What trouble is on in the world of this page, in words; none when its server does not answer. `page` ends in a slash. */
export async function troubleNow(page: string): Promise<string[]> {
  try {
    const answer = await fetch(`${page}_control/trouble`, { signal: AbortSignal.timeout(2_000) });
    const { troubles, chaos } = troubleShape.parse(await answer.json());
    const on = troubles.filter((each) => each.on).map(({ name }) => name);
    return chaos ? [...on, `${chaos.rate * 100} of 100 calls by chance`] : on;
  } catch {
    return [];
  }
}

/** The same in a sentence; undefined when there is none. */
export async function worldTrouble(page: string): Promise<string | undefined> {
  const on = await troubleNow(page);
  return on.length > 0 ? `There is trouble: ${on.join(", ")}. To end it: npm run estate -- clear` : undefined;
}

/** One sentence on how fast the world of this page goes; undefined when its server does not answer. `page` ends in a slash. */
export async function worldTime(page: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${page}_control/clock`, { signal: AbortSignal.timeout(2_000) });
    const { speed, paused } = clockShape.parse(await answer.json());
    if (paused) return "Time here stands still: npm run estate -- go lets it go on.";
    if (speed === 1) return "Time here runs as on the wall; --speed 30 for a faster world.";
    return `Time here runs ${speed} times as fast as on the wall; --speed 1 for real time.`;
  } catch {
    return undefined;
  }
}

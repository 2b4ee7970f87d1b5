import { createRandom } from "../../sim/world/random.ts";

/** Every `of`th of them: "2/3" is the second third, spread over the whole. */
export const sharded = <T>(all: readonly T[], shard: string): T[] => {
  const [part = 1, of = 1] = shard.split("/").map(Number);
  if (!(part >= 1 && part <= of)) throw new Error(`--shard takes 1/2 or 2/2, not ${shard}`);
  return all.filter((_, at) => at % of === part - 1);
};

/** `count` of them, the same ones for the same seed. */
export const sampled = <T>(all: readonly T[], count: number, seed: number): T[] => {
  const random = createRandom(seed);
  return all
    .map((each) => ({ each, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ each }) => each);
};

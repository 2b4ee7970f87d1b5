import type { Lane, Lanes } from "../../domain/lane.ts";

/** The limits of a lane, by its whole name. Throws for one that nobody set up, or of another kind. */
export const laneOf = <Kind extends Lane["kind"]>(
  lanes: Lanes,
  name: string,
  kind: Kind,
): Extract<Lane, { kind: Kind }> => {
  const lane = lanes[name.split("#", 1)[0] as string];
  if (lane?.kind !== kind) throw new Error(`there is no lane ${name} of kind ${kind}`);
  return lane as Extract<Lane, { kind: Kind }>;
};

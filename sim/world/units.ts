import { ouIds } from "./constants.ts";
import type { PoolOu, WorldState } from "./shapes.ts";

/** The name of an OU, or undefined for the root and for unknown ids. */
export function ouName(organisation: WorldState["organisation"], ouId: string): string | undefined {
  return organisation.units.find((unit) => unit.id === ouId)?.name;
}

/** The id of a pool OU. */
export const ouIdOf = (place: PoolOu): string => ouIds[place];

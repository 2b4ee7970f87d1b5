import type { PoolOu } from "../../../sim/world/shapes.ts";
import { ouIdOf, ouName } from "../../../sim/world/units.ts";
import type { Estate } from "../estate.ts";

/** Accounts of the estate by what they are there for. */
export const account = {
  available: "100000000001",
  leased: "100000000006",
  failed: "100000000010",
  inEntry: "100000000011",
  outside: "200000000001",
} as const;

/** The status an account's record has now, as an admin reads it; the answer's code when there is none. */
export async function accountStatus(estate: Estate, id: string): Promise<unknown> {
  const { status, body } = await (await estate.admin()).get(`/accounts/${id}`);
  return body.data?.status ?? status;
}

/** The OU an account really stands in. */
export function ouOf(estate: Estate, id: string): string | undefined {
  const { organisation } = estate.world.state;
  return ouName(organisation, organisation.accounts.find((known) => known.id === id)?.parentId ?? "");
}

/** Moves an account by hand, as somebody with the console would, past ISB. */
export function moveByHand(estate: Estate, id: string, to: PoolOu): void {
  const found = estate.world.state.organisation.accounts.find((known) => known.id === id);
  if (!found) throw new Error(`no account ${id}`);
  found.parentId = ouIdOf(to);
}

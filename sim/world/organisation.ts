import { movers } from "./constants.ts";
import type { PoolOu } from "./shapes.ts";
import { deployOnMove } from "./stack-instances.ts";
import { ouIdOf } from "./units.ts";
import type { World } from "./world.ts";

/** Organizations' `AccountNotFoundException`: the account does not stand where the caller said, as in `aws/organizations`. */
export class AccountNotFound extends Error {
  override readonly name = "AccountNotFound";
}

/** Organizations `MoveAccount` between two pool OUs, by ISB unless somebody else is named. */
export function moveAccount(
  world: World,
  { accountId, from, to, by = movers.isb }: { accountId: string; from: PoolOu; to: PoolOu; by?: string },
): void {
  placeAccount(world, { accountId, fromId: ouIdOf(from), toId: ouIdOf(to), by });
}

/** The same between any two parents; Organizations' own reads show it a moment later. */
export function placeAccount(
  world: World,
  { accountId, fromId, toId, by }: { accountId: string; fromId: string; toId: string; by: string },
): void {
  const account = world.state.organisation.accounts.find(({ id }) => id === accountId);
  if (!account || account.parentId !== fromId) throw new AccountNotFound(`${accountId} is not in ${fromId}`);
  const now = world.clock.now();
  account.parentId = toId;
  account.seenIn = { parentId: fromId, until: now + world.delays.accountSeenMs };
  deployOnMove(world, { accountId, fromId, toId });
  world.moved({ at: now, accountId, fromId, toId, by });
}

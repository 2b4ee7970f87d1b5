import { movers } from "./constants.ts";
import type { PoolOu } from "./shapes.ts";
import { ouIdOf } from "./units.ts";
import type { World } from "./world.ts";

/** Organizations' `AccountNotFoundException`: the account does not stand where the caller said. */
export class AccountNotFound extends Error {
  override readonly name = "AccountNotFound";
}

/** Organizations `MoveAccount` between two pool OUs, by ISB unless somebody else is named. */
export function moveAccount(
  world: World,
  { accountId, from, to, by = movers.isb }: { accountId: string; from: PoolOu; to: PoolOu; by?: string },
): void {
  const account = world.state.organisation.accounts.find(({ id }) => id === accountId);
  if (!account || account.parentId !== ouIdOf(from)) throw new AccountNotFound(`${accountId} is not in ${from}`);
  account.parentId = ouIdOf(to);
  world.moved({ at: world.clock.now(), accountId, fromId: ouIdOf(from), toId: ouIdOf(to), by });
}

import type { PoolOu } from "./shapes.ts";
import { ouIdOf } from "./units.ts";
import type { World } from "./world.ts";

/** Organizations' `AccountNotFoundException`: the account does not stand where the caller said. */
export class AccountNotFound extends Error {
  override readonly name = "AccountNotFound";
}

/** Organizations `MoveAccount` between two pool OUs. */
export function moveAccount(
  world: World,
  { accountId, from, to }: { accountId: string; from: PoolOu; to: PoolOu },
): void {
  const account = world.state.organisation.accounts.find(({ id }) => id === accountId);
  if (!account || account.parentId !== ouIdOf(from)) throw new AccountNotFound(`${accountId} is not in ${from}`);
  account.parentId = ouIdOf(to);
}

import { accountIds, ouIds } from "./constants.ts";
import { stackIdOf } from "./stack-id.ts";
import type { World } from "./world.ts";

const isInPool = (world: World, parentId: string): boolean => {
  const pool = ouIds.ndx_InnovationSandboxAccountPool;
  return (
    parentId === pool || world.state.organisation.units.some(({ id, parentId: of }) => id === parentId && of === pool)
  );
};

/**
 * CloudFormation's automatic deployment: an account that enters the pool's OUs gets its stack, one that leaves them
 * loses it, and one that moves inside keeps it.
 */
export function deployOnMove(
  world: World,
  { accountId, fromId, toId }: Record<"accountId" | "fromId" | "toId", string>,
): void {
  const { organisation } = world.state;
  const [was, is] = [isInPool(world, fromId), isInPool(world, toId)];
  if (was === is || accountId === accountIds.management) return;
  organisation.stackInstances = organisation.stackInstances.filter((instance) => instance.accountId !== accountId);
  if (!is) return;
  const startsAt = world.clock.now() + world.delays.stackStartsMs;
  organisation.stackInstances.push({
    accountId,
    stackId: stackIdOf(accountId),
    startsAt,
    currentAt: startsAt + world.delays.stackDeploysMs,
  });
}

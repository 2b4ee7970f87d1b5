import type { AccountRecord, PoolStatus } from "../../world/isb-shapes.ts";
import { AccountNotFound, moveAccount } from "../../world/organisation.ts";
import type { PoolOu } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { Refusal, refuse } from "../errors.ts";

const organisationsRefusal = "The account could not be found where it was expected.";

const refusals: Record<string, { status: number; message: string }> = {
  "move-throttled": { status: 429, message: "Could not move the account: too many requests." },
  "move-conflicts": {
    status: 409,
    message: "Could not move the account: concurrent modification of the organization.",
  },
};

function refuseByFault(world: World): void {
  const refusal = refusals[world.faults.take("isb", Object.keys(refusals), ["MoveAccount"])?.kind ?? ""];
  if (!refusal) return;
  const { status, message } = refusal;
  const { moveTriesShortestMs, moveTriesLongestMs } = world.delays;
  throw new Refusal(status, [{ message }], world.wireRandom.between(moveTriesShortestMs, moveTriesLongestMs));
}

/** Moves an account from where its record says it is, then writes the record. Drift is a 409, as in ISB v1.2.14. */
export function moveRecord(world: World, record: AccountRecord, to: PoolStatus): void {
  moveOu(world, { accountId: record.awsAccountId, from: record.status, to });
  record.status = to;
  record.meta.lastEditTime = new Date(world.clock.now()).toISOString();
}

/** Moves an account between pool OUs. */
export function moveOu(world: World, move: { accountId: string; from: PoolOu; to: PoolOu }): void {
  refuseByFault(world);
  try {
    moveAccount(world, move);
  } catch (error) {
    if (error instanceof AccountNotFound) throw refuse(409, organisationsRefusal);
    throw error;
  }
}

/** ISB's record of an account. */
export function recordOf(world: World, accountId: string): AccountRecord | undefined {
  return world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === accountId);
}

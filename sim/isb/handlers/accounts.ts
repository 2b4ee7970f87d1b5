import { accountIds } from "../../world/constants.ts";
import type { AccountRecord } from "../../world/isb-shapes.ts";
import { ouIdOf } from "../../world/units.ts";
import type { World } from "../../world/world.ts";
import { accountRegistrationShape, readBody } from "../bodies.ts";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { grantGroupAccess, revokeGroupAccess } from "../lambdas/access.ts";
import { moveOu, moveRecord, recordOf } from "../lambdas/account-moves.ts";
import { endLeasesOf } from "../lambdas/lease-end.ts";
import { pageOf, scanPlace } from "../paging.ts";
import { accountRecord, readable, readableItem } from "../records.ts";
import type { Handler } from "./context.ts";
import { mostPerPage } from "./leases-read.ts";

const administrative: readonly string[] = [accountIds.management, accountIds.hub, accountIds.identityCenter];
const mostUnregisteredPerPage = 20;

function findAccount(world: World, id: string): AccountRecord {
  if (!/^\d{12}$/.test(id)) throw refuse(400, "Invalid AWS account id", "awsAccountId");
  const record = readableItem(recordOf(world, id), accountRecord);
  if (!record) throw refuse(404, "Account not found.");
  return record;
}

/** GET /accounts: ISB's own table, not the organisation. */
export const listAccounts: Handler = ({ world, query }) => {
  const placeOf = ({ awsAccountId }: AccountRecord) => scanPlace(awsAccountId);
  const { result, ...rest } = pageOf({ items: world.state.isb.accounts, placeOf, query, most: mostPerPage });
  return success(200, { ...readable(result, accountRecord), ...rest });
};

/** GET /accounts/{id}. */
export const getAccount: Handler = ({ world, param }) => success(200, findAccount(world, param));

/** GET /accounts/unregistered: every account in the Entry OU, tracked or not. No identifier at all on the last page. */
export const listUnregistered: Handler = ({ world, query }) => {
  const { accounts } = world.state.organisation;
  const { result, ...rest } = pageOf({
    items: accounts.filter(({ parentId }) => parentId === ouIdOf("Entry")),
    placeOf: ({ id }) => id,
    query,
    most: mostUnregisteredPerPage,
    nullAtEnd: false,
  });
  return success(200, { result: result.map(({ id, email, name }) => ({ Id: id, Email: email, Name: name })), ...rest });
};

/**
 * POST /accounts: Entry to CleanUp, group access, then a cleanup that takes minutes. When the access fails the account
 * is put back into Entry, but its record stays and says CleanUp: ISB v1.2.14 has no record for Entry to write.
 */
export const registerAccount: Handler = ({ world, request }) => {
  const { awsAccountId } = readBody(request, accountRegistrationShape);
  if (administrative.includes(awsAccountId)) {
    throw refuse(400, "This is an ISB administration account.", "awsAccountId");
  }
  moveOu(world, { accountId: awsAccountId, from: "Entry", to: "CleanUp" });
  const record = newRecord(world, awsAccountId);
  const { isb } = world.state;
  isb.accounts = [...isb.accounts.filter((known) => known.awsAccountId !== awsAccountId), record];
  try {
    grantGroupAccess(world, awsAccountId);
  } catch (error) {
    revokeGroupAccess(world, awsAccountId);
    moveOu(world, { accountId: awsAccountId, from: "CleanUp", to: "Entry" });
    throw error;
  }
  world.publish({
    detailType: "CleanAccountRequest",
    detail: { accountId: awsAccountId, reason: "ACCOUNT_REGISTRATION" },
  });
  return success(201, record);
};

/** Name and email are those of Organizations, whatever the caller sent. */
function newRecord(world: World, awsAccountId: string): AccountRecord {
  const account = world.state.organisation.accounts.find(({ id }) => id === awsAccountId);
  if (!account) throw new Error(`${awsAccountId} moved but is not in the organisation`);
  const now = new Date(world.clock.now()).toISOString();
  return {
    awsAccountId,
    email: account.email,
    name: account.name,
    status: "CleanUp",
    driftAtLastScan: false,
    meta: { schemaVersion: 1, createdTime: now, lastEditTime: now },
  };
}

/** POST /accounts/{id}/retryCleanup: while a run goes on the request is answered 200 and dropped. No `data`. */
export const retryCleanup: Handler = ({ world, param }) => {
  const record = findAccount(world, param);
  if (record.status !== "Quarantine" && record.status !== "CleanUp") {
    throw refuse(409, "Only accounts in the Quarantine or CleanUp state can be cleaned again.");
  }
  if (record.status === "Quarantine") moveRecord(world, record, "CleanUp");
  world.publish({
    detailType: "CleanAccountRequest",
    detail: { accountId: record.awsAccountId, reason: "RETRY_FAILED_CLEANUP" },
  });
  return success(200, undefined);
};

/**
 * POST /accounts/{id}/eject: ends its leases, moves it to Exit as it is and forgets it. No `data`. What goes wrong with
 * the leases is swallowed; when the move fails they are over and the account is still there.
 */
export const ejectAccount: Handler = ({ world, param }) => {
  const record = findAccount(world, param);
  if (record.status === "CleanUp") throw refuse(409, "Accounts cannot be ejected while in the CleanUp state.");
  const accountId = record.awsAccountId;
  try {
    endLeasesOf(world, accountId, "Ejected");
  } catch {
    // ISB v1.2.14 writes it to its log and goes on.
  }
  moveOu(world, { accountId, from: record.status, to: "Exit" });
  revokeGroupAccess(world, accountId);
  const { isb } = world.state;
  isb.accounts = isb.accounts.filter((known) => known !== record);
  return success(200, undefined);
};

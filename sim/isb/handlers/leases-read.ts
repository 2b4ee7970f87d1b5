import { z } from "zod";
import type { Lease } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { leaseIdOf, parseLeaseId } from "../lease-id.ts";
import { leaseView } from "../lease-view.ts";
import { pageOf, scanPlace } from "../paging.ts";
import { leaseRecord, readable, readableItem } from "../records.ts";
import { type Handler, isPlainUser } from "./context.ts";

/** ISB v1.2.14: at most this many leases, templates or accounts on a page. */
export const mostPerPage = 2_000;

/** A lease by its id; emails are compared exactly, letter case included. */
export function findLease(world: World, leaseId: string): Lease {
  const key = parseLeaseId(leaseId);
  const stored = world.state.isb.leases.find(({ userEmail, uuid }) => userEmail === key.userEmail && uuid === key.uuid);
  const lease = readableItem(stored, leaseRecord);
  if (!lease) throw refuse(404, "Lease not found.");
  return lease;
}

/** GET /leases. One person's leases come in the order of their uuids, all leases in no order. */
export const listLeases: Handler = ({ world, user, query }) => {
  const userEmail = query("userEmail");
  if (userEmail !== undefined && !z.email().safeParse(userEmail).success) {
    throw refuse(400, "Invalid email", "userEmail");
  }
  if (isPlainUser(user) && userEmail !== user.email) throw refuse(403, "User is not authorized to list these leases.");
  const all = world.state.isb.leases;
  const { result, ...rest } = pageOf({
    items: userEmail === undefined ? all : all.filter((lease) => lease.userEmail === userEmail),
    placeOf: (lease) => (userEmail === undefined ? scanPlace(leaseIdOf(lease)) : lease.uuid),
    query,
    most: mostPerPage,
  });
  const read = readable(result, leaseRecord);
  const shown = read.result.map((lease) => ({ ...leaseView(lease), leaseId: leaseIdOf(lease) }));
  return success(200, { ...read, result: shown, ...rest });
};

/** GET /leases/{leaseId}: whose it is is asked after whether there is one. */
export const getLease: Handler = ({ world, user, param }) => {
  const lease = findLease(world, param);
  if (isPlainUser(user) && lease.userEmail !== user.email) {
    throw refuse(403, "User is not authorized to read this lease.");
  }
  return success(200, { ...leaseView(lease), leaseId: leaseIdOf(lease) });
};

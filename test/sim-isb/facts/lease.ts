import { expect } from "vitest";
import type { Lease } from "../../../sim/world/isb-shapes.ts";
import { type Caller, type Estate, leaseIdOf, type Reply } from "../estate.ts";

/** Leases a template as user1, or as whoever is given. */
export async function leased(
  estate: Estate,
  { template = "empty-sandbox", caller }: { template?: string; caller?: Caller } = {},
): Promise<{ reply: Reply; lease: Lease; id: string; accountId: string }> {
  const as = caller ?? (await estate.user());
  const reply = await as.post("/leases", { leaseTemplateUuid: estate.template(template).uuid });
  expect(reply.status).toBe(201);
  const lease = estate.world.state.isb.leases.find(({ uuid }) => uuid === reply.body.data?.uuid);
  if (!lease) throw new Error("no lease");
  return { reply, lease, id: leaseIdOf(lease), accountId: lease.awsAccountId ?? "" };
}

/** A lease as a manager reads it now. */
export async function readLease(estate: Estate, id: string): Promise<Record<string, unknown>> {
  return (await (await estate.manager()).get(`/leases/${id}`)).body.data ?? {};
}

import { expect } from "vitest";
import type { Lease } from "../../../sim/world/isb-shapes.ts";
import type { PoolOu } from "../../../sim/world/shapes.ts";
import { ouIdOf, ouName } from "../../../sim/world/units.ts";
import { type Caller, type Estate, leaseIdOf, type Reply, type startIsb } from "../estate.ts";

/** One thing a client of ISB v1.2.14 can meet, and the proof that the estate does it. */
export interface Fact {
  section: string;
  says: string;
  check(estate: Estate): Promise<void>;
  /** How the estate of this fact is set up; absent: as any. */
  start?: Parameters<typeof startIsb>[0];
}

/** The facts of one section, by what they say. */
export const facts = (section: string, rows: Record<string, Fact["check"]>, start?: Fact["start"]): Fact[] =>
  Object.entries(rows).map(([says, check]) => ({ section, says, check, ...(start ? { start } : {}) }));

export const hours = (count: number): number => count * 3_600_000;

/** Accounts of the estate by what they are there for. */
export const account = {
  available: "100000000001",
  leased: "100000000006",
  failed: "100000000010",
  inEntry: "100000000011",
  outside: "200000000001",
} as const;

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

export const order = (estate: Estate, kind: string, more: Record<string, unknown> = {}) =>
  estate.world.faults.order({ service: "isb", kind, ...more });

/** The detail of every event of a type, oldest first. */
export const eventsOf = (estate: Estate, type: string) =>
  estate.world.events.filter((event) => event["detail-type"] === type).map(({ detail }) => detail);

/** Waits for an answer that takes world time, moving the clock on until it is there. */
export async function answered(estate: Estate, reply: Promise<Reply>): Promise<Reply> {
  let over = false;
  const end = reply.finally(() => {
    over = true;
  });
  while (!over) {
    await estate.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return end;
}

export const messageOf = ({ body }: Reply): string | undefined => body.data?.errors?.[0]?.message;

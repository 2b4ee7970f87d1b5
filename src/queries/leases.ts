import type { Isb, IsbSession, Listing, Review } from "../clients/isb/isb.ts";
import type { Lease } from "../clients/isb/lease.ts";
import { isLeaseOver } from "../clients/isb/lease-status.ts";
import { matchesLease, parseLeaseRef } from "../domain/lease-key.ts";
import type { Person } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import { includesRole } from "../domain/role.ts";
import { asHeld, asUser } from "./isb-session.ts";

export type FoundLease =
  | { kind: "one"; lease: Lease }
  | { kind: "none" }
  | { kind: "several"; leases: readonly Lease[] };

/** Leases as a person may see them, those that are not over first, newest first. Every call rejects with a Problem when ISB could not tell. */
export interface Leases {
  /** The person's own. */
  own(person: Person): Promise<Listing<Lease>>;
  /** Everybody's; for managers and admins. */
  all(person: Person): Promise<Listing<Lease>>;
  /** Those of one other person; for managers and admins. */
  of(person: Person, email: string): Promise<Listing<Lease>>;
  /** The lease meant by eight characters, a uuid or a lease id, among those this person may see. */
  find(person: Person, ref: string): Promise<FoundLease>;
  /** One lease read again; undefined when it is gone. */
  again(person: Person, lease: Lease): Promise<Lease | undefined>;
  /** Refused in maintenance, Admin or not. */
  review(person: Person, lease: Lease, action: Review): Promise<void>;
}

const bornAt = (lease: Lease): string => lease.meta?.createdTime ?? lease.startDate ?? "";

const inOrder = ({ items, ...rest }: Listing<Lease>): Listing<Lease> => ({
  items: [...items].sort(
    (one, other) =>
      Number(isLeaseOver(one.status)) - Number(isLeaseOver(other.status)) || bornAt(other).localeCompare(bornAt(one)),
  ),
  ...rest,
});

const seesAll = (person: Person): boolean => includesRole(person.role, "manager");

export const createLeases = ({ isb }: { isb: Isb }): Leases => {
  const list = async (session: IsbSession, filter?: { userEmail: string }): Promise<Listing<Lease>> =>
    inOrder(await session.listLeases(filter));

  const own = (person: Person): Promise<Listing<Lease>> =>
    list(asUser(isb, person), { userEmail: person.identity.email });
  const all = (person: Person): Promise<Listing<Lease>> => list(asHeld(isb, person));

  return {
    own,
    all,
    of: (person, email) => list(asHeld(isb, person), { userEmail: email }),
    find: async (person, text) => {
      const ref = parseLeaseRef(text);
      if (ref === undefined) return { kind: "none" };
      const { items } = await (seesAll(person) ? all(person) : own(person));
      const leases = items.filter((lease) => matchesLease(ref, lease));
      const [lease] = leases;
      if (lease === undefined) return { kind: "none" };
      return leases.length === 1 ? { kind: "one", lease } : { kind: "several", leases };
    },
    again: (person, lease) => asHeld(isb, person).getLease(lease),
    review: async (person, lease, action) => {
      const session = asHeld(isb, person);
      // In maintenance ISB v1.2.14 stops everybody but Admins; a decision sets work off, so here it stops them too.
      if ((await session.configuration()).maintenanceMode) throw noReviewNow();
      await session.reviewLease(lease, action);
    },
  };
};

const noReviewNow = (): Problem =>
  new Problem("maintenance", "Innovation Sandbox is in maintenance, so no request is decided now.", {
    next: "Decide when maintenance is over: the request waits until then.",
  });

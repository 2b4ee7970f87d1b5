import type { Lease } from "../clients/isb/lease.ts";
import { sameEmail } from "../domain/email.ts";
import type { Person } from "../domain/person.ts";
import { isProblem, Problem } from "../domain/problem.ts";
import type { Leases } from "./leases.ts";

export type Decision = "approve" | "deny";

const wanted = { approve: "Approve", deny: "Deny" } as const;

/** Whether a lease looks as this decision by this person leaves it. A denied lease does not say who denied it (ISB v1.2.14 leases handler). */
const isDecided = (lease: Lease, decision: Decision, person: Person): boolean =>
  decision === "deny"
    ? lease.status === "ApprovalDenied"
    : lease.status !== "PendingApproval" &&
      lease.approvedBy !== undefined &&
      sameEmail(lease.approvedBy, person.identity.email);

const notPending = (lease: Lease): Problem =>
  new Problem("lease-not-pending", "This request is not waiting for a decision any more.", {
    next: `See how it stands: \`/isb lease show ${lease.uuid}\`.`,
  });

/**
 * Gives ISB a decision, at most once. A request that already stands as decided counts as done; after an answer that leaves it
 * open, the lease itself is asked, and only when it still waits is the problem passed on.
 */
export const reviewLease = async ({
  leases,
  person,
  lease,
  decision,
}: {
  leases: Leases;
  person: Person;
  lease: Lease;
  decision: Decision;
}): Promise<{ already: boolean }> => {
  if (isDecided(lease, decision, person)) return { already: true };
  if (lease.status !== "PendingApproval") throw notPending(lease);
  try {
    await leases.review(person, lease, wanted[decision]);
    return { already: false };
  } catch (error) {
    if (!isProblem(error) || error.outcome !== "unknown") throw error;
    const now = await leases.again(person, lease).catch(() => undefined);
    if (now !== undefined && isDecided(now, decision, person)) return { already: false };
    throw error;
  }
};

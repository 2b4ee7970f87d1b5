import type { Lease } from "../clients/isb/lease.ts";
import { shortLeaseName } from "../domain/lease-key.ts";
import { Problem } from "../domain/problem.ts";
import type { FoundLease } from "./leases.ts";

const mostNamed = 5;

/** The lease that was meant, or the refusal that says why there is not exactly one. */
export const insistOnOneLease = (found: FoundLease, ref: string): Lease => {
  if (found.kind === "one") return found.lease;
  if (found.kind === "none") {
    throw new Problem("lease-unknown", `There is no lease ${shortLeaseName({ uuid: ref })} among those you may see.`, {
      next: "`/isb lease list` shows them.",
    });
  }
  const named = found.leases
    .slice(0, mostNamed)
    .map(({ uuid, originalLeaseTemplateName, userEmail }) => `${uuid} (${originalLeaseTemplateName}, ${userEmail})`);
  const more = found.leases.length > mostNamed ? ` and ${found.leases.length - mostNamed} more` : "";
  throw new Problem("bad-input", `${found.leases.length} leases begin with ${shortLeaseName({ uuid: ref })}.`, {
    next: `Give the whole id: ${named.join("; ")}${more}.`,
  });
};

import type { Lease } from "../../clients/isb/lease.ts";
import { shortLeaseName } from "../../domain/lease-key.ts";
import { Problem } from "../../domain/problem.ts";

/** Why a lease that is in none of the states on the way to Active will not get there. */
export const leaseEnded = (lease: Pick<Lease, "status" | "uuid">): Problem => {
  const name = shortLeaseName(lease);
  switch (lease.status) {
    case "ApprovalDenied":
      return new Problem("lease-denied", "The request was turned down.", {
        next: "Ask the people who approve why, then ask again with /isb lease assign.",
      });
    case "ProvisioningFailed":
      return new Problem("provisioning-failed", "ISB could not set the account up: its blueprint failed.", {
        next: "Try again with /isb lease assign; if it fails again, tell whoever runs Innovation Sandbox.",
      });
    case "PendingApproval":
      return new Problem(
        "provisioning-failed",
        "ISB could not set the account up, and put the request back to waiting for approval.",
        {
          next: `Someone who approves can try once more with \`/isb lease review ${name} approve\`; then look with \`/isb lease show ${name}\`: this job is over.`,
        },
      );
    case "Frozen":
      return new Problem("lease-ended", "The lease was frozen before it could be used.", {
        next: `A manager can unfreeze it in Innovation Sandbox; then look with \`/isb lease show ${name}\`.`,
      });
    default:
      return new Problem("lease-ended", `The lease is ${lease.status}, so it will not become usable.`, {
        next: `Look at it with /isb lease show ${name}, or ask for a new one.`,
      });
  }
};

export const leaseGone = (): Problem =>
  new Problem("lease-unknown", "ISB does not know the lease any more.", {
    next: "Look at your leases with /isb lease list, then ask again.",
  });

import { Problem } from "../../domain/problem.ts";
import { IsbFailure } from "./isb-failure.ts";

/** ISB says what is wrong in words only; these are the words of ISB v1.2.14's leases handler (unchanged in v1.3.3). */
const words = {
  limit: /maximum number of active\/pending leases allowed \((\d+)\)/i,
  poolEmpty: /no accounts are available|no more sandbox accounts/i,
  template: /template/i,
  person: /user/i,
  notPending: /pending/i,
} as const;

type Refused = (status: number, said: string) => Problem | undefined;

const poolEmpty = (cause: IsbFailure): Problem =>
  new Problem("pool-empty", "No sandbox account is free at the moment.", {
    next: "Try again when a lease has ended, or ask an administrator to add accounts.",
    cause,
  });

const limitReached = (limit: number, cause: IsbFailure): Problem =>
  new Problem("lease-limit", `The limit of ${limit} ${limit === 1 ? "lease" : "leases"} for one person is reached.`, {
    next: "End a lease that is no longer needed, then ask again.",
    cause,
  });

/** POST /leases: 404 template or person, 409 limit, pool or a race for an account. */
export const requestRefused: Refused = (status, said) => {
  const cause = new IsbFailure("POST /leases", said, status);
  if (status === 404 && words.template.test(said))
    return new Problem("template-unknown", "This lease template does not exist, or is not open to you.", {
      next: "List the templates and choose one of them.",
      cause,
    });
  if (status === 404 && words.person.test(said))
    return new Problem("unknown-person", "Innovation Sandbox does not know this person as one of its users.", {
      next: "Ask an administrator to add them to an Innovation Sandbox group.",
      cause,
    });
  if (status !== 409) return undefined;
  const limit = words.limit.exec(said);
  if (limit) return limitReached(Number(limit[1]), cause);
  return words.poolEmpty.test(said) ? poolEmpty(cause) : undefined;
};

const leaseUnknown = (cause: IsbFailure): Problem =>
  new Problem("lease-unknown", "This lease does not exist any more.", {
    next: "List the leases and choose one of them.",
    cause,
  });

/** GET /leases/{leaseId}: 404 lease. ISB also says so of a record that it cannot read itself. */
export const readRefused: Refused = (status, said) =>
  status === 404 ? leaseUnknown(new IsbFailure("GET /leases/{leaseId}", said, status)) : undefined;

/** POST /leases/{leaseId}/review: 404 lease, 409 no longer pending, pool or a race for an account. */
export const reviewRefused: Refused = (status, said) => {
  const cause = new IsbFailure("POST /leases/{leaseId}/review", said, status);
  if (status === 404) return leaseUnknown(cause);
  if (status !== 409) return undefined;
  if (words.poolEmpty.test(said)) return poolEmpty(cause);
  return words.notPending.test(said)
    ? new Problem("lease-not-pending", "This lease does not wait for approval any more.", {
        next: "Look at the lease to see what became of it.",
        cause,
      })
    : undefined;
};

import { z } from "zod";
import type { LeaseStatus } from "./lease-status.ts";

const email = z.string().min(1);

/**
 * A lease as ISB answers it (ISB v1.2.14 leases handler). Which fields are there depends on `status`: a pending lease has no account.
 * Dates are ISO 8601 with `Z`; amounts are US dollars; `leaseDurationInHours` may be a fraction.
 */
export const leaseSchema = z.object({
  userEmail: email,
  uuid: z.string().min(1),
  status: z.string().transform((status): LeaseStatus => status),
  originalLeaseTemplateUuid: z.string(),
  originalLeaseTemplateName: z.string(),
  createdBy: z.string().exactOptional(),
  comments: z.string().exactOptional(),
  blueprintName: z.string().exactOptional(),
  /** Absent: no limit. */
  maxSpend: z.number().exactOptional(),
  leaseDurationInHours: z.number().exactOptional(),
  awsAccountId: z.string().exactOptional(),
  /** An email, or `AUTO_APPROVED`. */
  approvedBy: z.string().exactOptional(),
  startDate: z.string().exactOptional(),
  /** Missing from the answer to a request even when the lease is Active; read again before showing it. */
  expirationDate: z.string().exactOptional(),
  endDate: z.string().exactOptional(),
  lastCheckedDate: z.string().exactOptional(),
  totalCostAccrued: z.number().exactOptional(),
  meta: z.object({ createdTime: z.string().exactOptional(), lastEditTime: z.string().exactOptional() }).exactOptional(),
});
export type Lease = z.infer<typeof leaseSchema>;

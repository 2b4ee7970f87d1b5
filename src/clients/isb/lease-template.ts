import { z } from "zod";

/** A lease template (ISB v1.2.14 leaseTemplates handler). Names are not unique. Amounts are US dollars, durations hours. */
export const leaseTemplateSchema = z.object({
  uuid: z.string().min(1),
  name: z.string(),
  description: z.string().exactOptional(),
  requiresApproval: z.boolean(),
  /** PUBLIC when ISB does not say. PRIVATE ones are hidden from plain users. */
  visibility: z.string().default("PUBLIC"),
  createdBy: z.string().exactOptional(),
  /** Absent: no limit. */
  maxSpend: z.number().exactOptional(),
  leaseDurationInHours: z.number().exactOptional(),
  /** Present: a lease is Provisioning for a while before it is Active. */
  blueprintId: z.string().exactOptional(),
  blueprintName: z.string().exactOptional(),
});
export type LeaseTemplate = z.infer<typeof leaseTemplateSchema>;

import { z } from "zod";

/** What `lease assign` hands over. */
export const leaseAssignInput = z.object({
  /** As typed; found letter case aside. */
  template: z.string().min(1),
  /** Whom the sandbox is for. The email is spelled as Identity Center has it. */
  forPerson: z.object({
    identityId: z.string().min(1),
    email: z.string().min(1),
    displayName: z.string(),
    slackId: z.string().optional(),
  }),
  /** A lease for oneself is asked for as a plain user, whatever one's roles: only then ISB's approval rules hold. */
  self: z.boolean(),
  comment: z.string().max(900).optional(),
});
export type LeaseAssignInput = z.infer<typeof leaseAssignInput>;

import { z } from "zod";
import { Problem } from "../../domain/problem.ts";
import { type Codec, withoutNulls } from "./codec.ts";

/** ISB v1.2.14 configurations handler. */
const configurationSchema = z.object({
  maintenanceMode: z.boolean(),
  leases: z.object({
    maxLeasesPerUser: z.number(),
    maxBudget: z.number().exactOptional(),
    maxDurationHours: z.number().exactOptional(),
    requireMaxBudget: z.boolean().default(false),
    requireMaxDuration: z.boolean().default(false),
  }),
  auth: z.object({ awsAccessPortalUrl: z.string().exactOptional(), webAppUrl: z.string().exactOptional() }).default({}),
});

const withoutEndSlash = (url: string): string => url.replace(/\/+$/, "");

export const codec12: Codec = {
  // Padded standard base64 of the key as JSON. Emails ISB accepts never give "+" or "/", so it is safe in a path as it is.
  leaseId: ({ userEmail, uuid }) => {
    const id = Buffer.from(JSON.stringify({ userEmail, uuid })).toString("base64");
    if (/[+/]/.test(id))
      throw new Problem("bad-input", "ISB cannot hold a lease under this email address.", {
        next: "Check how the address is spelled.",
      });
    return id;
  },
  configuration: (data) => {
    const { maintenanceMode, leases, auth } = configurationSchema.parse(withoutNulls(data));
    return {
      maintenanceMode,
      leases,
      ...(auth.awsAccessPortalUrl ? { portalUrl: withoutEndSlash(auth.awsAccessPortalUrl) } : {}),
      ...(auth.webAppUrl ? { webAppUrl: withoutEndSlash(auth.webAppUrl) } : {}),
    };
  },
};

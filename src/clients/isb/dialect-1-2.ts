import { codec12 } from "./codec-1-2.ts";
import type { Dialect } from "./dialect.ts";
import { createJwtSigner } from "./jwt-signer.ts";

/** Innovation Sandbox on AWS 1.2 (read in v1.2.14). */
export const dialect12: Dialect = {
  name: "1.2",
  can: {
    impersonate: true,
    pendingForOther: true,
    accessAsync: false,
    cooldown: false,
    cleanupReports: false,
    manualQuarantine: false,
    accountLease: false,
    sharing: false,
    principalLookup: false,
    selfTerminate: false,
  },
  codec: codec12,
  createSigner: createJwtSigner,
};

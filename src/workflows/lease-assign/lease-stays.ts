import { type LeaseKey, shortLeaseName } from "../../domain/lease-key.ts";

/**
 * What a cancelled job leaves in ISB. `found`: what its later waits found, each there once that wait was over.
 * ISB has no way back that suits every state (v1.2): a lease that is not approved yet can only be turned down,
 * any later one can only be ended.
 */
export const leaseStays = (key: LeaseKey, found: Readonly<Record<string, unknown>>): string => {
  const name = shortLeaseName(key);
  const end = "a manager can end it in Innovation Sandbox";
  if ("wait-until-active" in found) return `Lease ${name} stays: its account is in use and costs money until ${end}.`;
  if ("wait-for-approval" in found) return `Lease ${name} stays: its account is being set up; ${end}.`;
  return (
    `Lease ${name} stays: when last looked at it waited for approval. A manager can turn it down with ` +
    `\`/isb lease review ${name} deny\`; if it was approved since, ${end}.`
  );
};

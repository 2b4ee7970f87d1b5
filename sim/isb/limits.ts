import type { IsbConfiguration } from "../world/isb-shapes.ts";
import { refuse } from "./errors.ts";

/**
 * Holds a template, or a lease after a change, against the global limits; ISB v1.2.14 does it when they are written, not
 * when a lease is asked for. `hours` is absent for "no end". The refusals (400) name no field.
 */
export function holdAgainstLimits(
  { leases, costReportGroups, requireCostReportGroup }: IsbConfiguration,
  {
    maxSpend,
    hours,
    costReportGroup,
  }: { maxSpend?: number | null | undefined; hours?: number | undefined; costReportGroup?: string | null | undefined },
): void {
  if (maxSpend ? maxSpend > leases.maxBudget : leases.requireMaxBudget) {
    throw refuse(400, `A budget of at most ${leases.maxBudget} USD is required.`);
  }
  if (hours ? hours > leases.maxDurationHours : leases.requireMaxDuration) {
    throw refuse(400, `A duration of at most ${leases.maxDurationHours} hours is required.`);
  }
  if (!costReportGroup && requireCostReportGroup) throw refuse(400, "A cost report group is required.");
  if (costReportGroup && !costReportGroups.includes(costReportGroup)) throw refuse(400, "Unknown cost report group.");
}

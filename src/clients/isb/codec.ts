import type { LeaseKey } from "../../domain/lease-key.ts";
import type { IsbConfiguration } from "./configuration.ts";

/** How one dialect writes and reads what both mean. It throws a zod error for what it cannot read. */
export interface Codec {
  /** As it stands in a path, not percent-encoded: ISB does not decode paths. */
  leaseId(key: LeaseKey): string;
  configuration(data: unknown): IsbConfiguration;
}

/** ISB answers `null` in one version where another leaves the field out: both mean absent. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
};

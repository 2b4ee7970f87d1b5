import { z } from "zod";
import { refuse } from "./errors.ts";

export interface LeaseKey {
  userEmail: string;
  uuid: string;
}

const keyShape = z.strictObject({ userEmail: z.email(), uuid: z.uuid() });
const paddedBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** ISB v1.2.14: padded standard base64 of the JSON of the table key. */
export function leaseIdOf({ userEmail, uuid }: LeaseKey): string {
  return Buffer.from(JSON.stringify({ userEmail, uuid })).toString("base64");
}

/** Reads a path segment as it came over the wire: REST API Gateway does not decode it, so `%3D` is not `=`. */
export function parseLeaseId(segment: string): LeaseKey {
  if (segment === "" || !paddedBase64.test(segment)) throw refuse(400, "Invalid base64", "leaseId");
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(segment, "base64").toString("utf8"));
  } catch {
    throw refuse(400, "Invalid lease id", "leaseId");
  }
  const key = keyShape.safeParse(decoded);
  if (!key.success) throw refuse(400, "Invalid lease id", "leaseId");
  return key.data;
}

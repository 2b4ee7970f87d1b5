/** What ISB tells leases apart by. `userEmail` is compared exactly, letter case included (ISB v1.2.14 lease store). */
export interface LeaseKey {
  userEmail: string;
  uuid: string;
}

/** How a person may name a lease: the eight characters that lists show, the whole uuid, or ISB's own lease id. */
export type LeaseRef =
  | { kind: "short"; start: string }
  | { kind: "uuid"; uuid: string }
  | { kind: "key"; key: LeaseKey };

const shortLength = 8;
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const shortShape = /^[0-9a-f]{8}$/i;
const base64Shape = /^[A-Za-z0-9+/_-]{16,}={0,2}$/;

/** The name people use: the first eight characters of the uuid. */
export const shortLeaseName = (key: Pick<LeaseKey, "uuid">): string => key.uuid.slice(0, shortLength);

export const sameLease = (one: LeaseKey, other: LeaseKey): boolean =>
  one.uuid === other.uuid && one.userEmail === other.userEmail;

/** Reads an ISB lease id of either version (1.2: padded base64; 1.3: base64url) back into its key; undefined when it is none. */
export const decodeLeaseId = (leaseId: string): LeaseKey | undefined => {
  if (!base64Shape.test(leaseId)) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(leaseId, "base64").toString("utf8"));
    if (typeof read !== "object" || read === null || !("userEmail" in read) || !("uuid" in read)) return undefined;
    const { userEmail, uuid } = read;
    return typeof userEmail === "string" && typeof uuid === "string" ? { userEmail, uuid } : undefined;
  } catch {
    return undefined;
  }
};

/** What somebody typed to name a lease; undefined when it is none of the three forms. */
export const parseLeaseRef = (text: string): LeaseRef | undefined => {
  const typed = text.trim();
  if (shortShape.test(typed)) return { kind: "short", start: typed.toLowerCase() };
  if (uuidShape.test(typed)) return { kind: "uuid", uuid: typed.toLowerCase() };
  const key = decodeLeaseId(typed);
  return key && { kind: "key", key };
};

/** True when `ref` names this lease. Uuids are compared without letter case, emails with it. */
export const matchesLease = (ref: LeaseRef, key: LeaseKey): boolean => {
  if (ref.kind === "short") return key.uuid.toLowerCase().startsWith(ref.start);
  if (ref.kind === "uuid") return key.uuid.toLowerCase() === ref.uuid;
  return sameLease(ref.key, key);
};

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLeaseId, matchesLease, parseLeaseRef, sameLease, shortLeaseName } from "../../src/domain/lease-key.ts";

const key = { userEmail: "User.One@example.gov.uk", uuid: "0a1b2c3d-1111-4222-8333-444455556666" };
const idOf = (lease: typeof key, encoding: "base64" | "base64url") =>
  Buffer.from(JSON.stringify(lease)).toString(encoding);

describe("the name of a lease", () => {
  it("is shown as the first eight characters of its uuid", () => expect(shortLeaseName(key)).toBe("0a1b2c3d"));

  it.each([
    ["0a1b2c3d", { kind: "short", start: "0a1b2c3d" }],
    [" 0A1B2C3D ", { kind: "short", start: "0a1b2c3d" }],
    [key.uuid.toUpperCase(), { kind: "uuid", uuid: key.uuid }],
    [idOf(key, "base64"), { kind: "key", key }],
    [idOf(key, "base64url"), { kind: "key", key }],
    ["0a1b2c3", undefined],
    ["council-chatbot", undefined],
    [Buffer.from('{"userEmail":"a@b.org"}').toString("base64"), undefined],
    [Buffer.from('"just a text that is long"').toString("base64"), undefined],
    ["", undefined],
  ])("%j is read as %j", (typed, ref) => expect(parseLeaseRef(typed)).toEqual(ref));

  it("finds its lease in every form, and no other", () => {
    const other = { userEmail: "user.two@example.gov.uk", uuid: "ffffffff-1111-4222-8333-444455556666" };
    for (const typed of ["0a1b2c3d", key.uuid, idOf(key, "base64")]) {
      const ref = parseLeaseRef(typed);
      expect(ref && matchesLease(ref, key)).toBe(true);
      expect(ref && matchesLease(ref, other)).toBe(false);
    }
  });

  it("keeps letter case of the email, as ISB does", () => {
    expect(sameLease(key, { ...key, userEmail: key.userEmail.toLowerCase() })).toBe(false);
  });

  it("survives any text without throwing, and any key there and back", () => {
    fc.assert(fc.property(fc.string(), (typed) => void decodeLeaseId(typed)));
    fc.assert(
      fc.property(fc.emailAddress(), fc.uuid(), (userEmail, uuid) => {
        expect(decodeLeaseId(idOf({ userEmail, uuid }, "base64"))).toEqual({ userEmail, uuid });
      }),
    );
  });
});

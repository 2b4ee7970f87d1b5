import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseEmail, parseEmail, sameEmail } from "../../src/domain/email.ts";

describe("an email", () => {
  it.each([
    ["someone@example.gov.uk", "someone@example.gov.uk"],
    ["  Some.One@Example.gov.uk ", "Some.One@Example.gov.uk"],
    ["a+b_c-d'e@x.org", "a+b_c-d'e@x.org"],
    ["no-at.example.gov.uk", undefined],
    ["two@@example.gov.uk", undefined],
    ["dots..twice@example.gov.uk", undefined],
    [".first@example.gov.uk", undefined],
    ["a~b@example.gov.uk", undefined],
    ["a@localhost", undefined],
    ["a b@example.gov.uk", undefined],
    [`${"x".repeat(250)}@example.gov.uk`, undefined],
    ["", undefined],
  ])("%j reads as %j", (typed, read) => expect(parseEmail(typed)).toBe(read));

  it("is compared without letter case and without blanks around it", () => {
    expect(sameEmail(" A@Example.org", "a@example.ORG ")).toBe(true);
    expect(sameEmail("a@example.org", "b@example.org")).toBe(false);
    expect(normaliseEmail(" A@Example.org")).toBe("a@example.org");
  });

  it("reads what it has read again as the same", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const once = parseEmail(email);
        if (once !== undefined) expect(parseEmail(once)).toBe(once);
      }),
    );
  });
});

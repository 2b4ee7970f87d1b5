import { describe, expect, it } from "vitest";
import { leaseStays } from "../../src/workflows/lease-assign/lease-stays.ts";

const key = { userEmail: "user1@example.gov.uk", uuid: "1a2b3c4d-0000-4000-8000-000000000001" };

describe("what a cancelled lease assign leaves behind", () => {
  it("says how a lease that waits for approval is turned down, and what if it does not wait any more", () => {
    const said = leaseStays(key, { "create-lease": { key } });
    expect(said).toContain("`/isb lease review 1a2b3c4d deny`");
    expect(said).toContain("if it was approved since, a manager can end it");
  });

  it.each([
    ["is being set up", { "wait-for-approval": null }, "is being set up"],
    ["is in use", { "wait-for-approval": null, "wait-until-active": { accountId: "1" } }, "costs money until"],
  ])("offers no turning down once the account %s", (_, found, words) => {
    const said = leaseStays(key, { "create-lease": { key }, ...found });
    expect(said).toContain(words);
    expect(said).toContain("a manager can end it in Innovation Sandbox");
    expect(said).not.toContain("deny");
  });
});

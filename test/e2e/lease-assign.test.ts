import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const leasesOf = (email: string) => Object.values(house.world.state.isb.leases).filter((lease) => lease.userEmail === email);

describe("a person asks for a sandbox", () => {
  it("and gets it: the channel sees progress, the person alone sees how to enter", async () => {
    const heard = await house.say("U0USER1", "lease assign council-chatbot");
    expect(heard.state).toBe("succeeded");
    expect(Object.values(heard.steps)).toEqual(["complete", "complete", "complete", "complete", "complete"]);
    expect(heard.result).toMatchObject({ status: "Active", template: "council-chatbot", userEmail: "user1@example.gov.uk" });
    expect(heard.result?.accountId).toMatch(/^1000000000\d\d$/);
    expect(heard.dm.join()).toContain(heard.result?.consoleUrl as string ? "Open the AWS console" : "");
    expect(heard.thread).toEqual([expect.stringContaining("<@U0USER1>")]);
    const everybody = JSON.stringify(await house.messages("C0GENERAL", "U0USER2"));
    expect(everybody).not.toContain(heard.result?.accountId);
    expect(everybody).not.toContain("console");
    expect(leasesOf("user1@example.gov.uk")).toHaveLength(1);
  });
});

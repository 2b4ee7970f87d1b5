import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const activeLeases = () =>
  Object.values(house.world.state.isb.leases).filter(
    ({ userEmail, status }) => userEmail === "user3@example.gov.uk" && status === "Active",
  );

describe("two requests for one person at the same moment", () => {
  it("do not both pass the limit: the second is told which job has the first", async () => {
    await house.control("isb", "/config", { maxLeasesPerUser: 1 });
    // So that the first is still asking for its lease when the second comes.
    house.fault({ service: "isb", operation: "POST /leases", kind: "429", forMs: 4_000 });
    const since = Date.now() / 1000;
    await house.send("U0USER3", "lease assign empty-sandbox");
    const first = await house.listen("U0USER3", since, { until: ({ jobId }) => jobId !== undefined });
    await house.send("U0USER3", "lease assign empty-sandbox");
    const told = await house.listen("U0USER3", since, { until: ({ private: heard }) => heard.length > 0 });
    expect(told.private[0]).toMatch(/is at work on this already/);
    expect(told.private[0]).toContain(first.jobId);
    const ended = await house.listen("U0USER3", since);
    expect(ended).toMatchObject({ jobId: first.jobId, state: "succeeded" });
    expect(activeLeases()).toHaveLength(1);

    const again = await house.say("U0USER3", "lease assign empty-sandbox");
    expect(again.state).toBe("failed");
    expect(again.thread[0]).toContain("You hold 1 of at most 1 leases");
  });

  it("the job's steps name the requests that ISB answered", async () => {
    await house.control("isb", "/config", { maxLeasesPerUser: 3 });
    const { jobId } = await house.say("U0USER3", "lease assign empty-sandbox");
    const shown = await house.say("U0USER3", `job show ${jobId}`);
    expect(shown.everything).toMatch(/ISB [0-9a-f]{8}-/);
  });
});

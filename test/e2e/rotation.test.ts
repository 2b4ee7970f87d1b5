import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  // Containers live for up to a quarter of an hour: three seconds here.
  house = await openHouse({ speed: 300 });
  await house.control("slack", "/limits", { enabled: false });
});
afterAll(() => house.close());
beforeEach(() => house.world.reset());

/** Makes both containers of ISB's authoriser read the secret as it is now. */
const warmUp = async () => {
  for (let call = 0; call < 12; call += 1)
    await fetch(`${house.urls.isb}/leases`, { headers: { Authorization: `Bearer ${call}` } });
};

it.each([1, 2, 3, 4, 5])(
  "ISB's secret rotates under running authorisers: the sandbox comes all the same (%i)",
  async (draws) => {
    // Another place in the world's row of chances: other containers answer, and live longer or shorter.
    for (let draw = 0; draw < draws; draw += 1) house.world.random.next();
    await warmUp();
    await house.control("isb", "/rotate-secret", {});
    const heard = await house.say("U0USER1", "lease assign council-chatbot");
    expect(heard.state).toBe("succeeded");
    expect(heard.everything).not.toContain("with your role");
    const leases = Object.values(house.world.state.isb.leases).filter(
      ({ userEmail, status }) => userEmail === "user1@example.gov.uk" && status === "Active",
    );
    expect(leases).toHaveLength(1);
  },
);

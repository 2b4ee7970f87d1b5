import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";
import type { Heard } from "./talk.ts";

const day = 24 * 3_600_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({ speed: 60 });
});
afterAll(() => house.close());

const clock = (wish: object) => house.control("isb", "/clock", wish) as Promise<{ now: number; happened: string[] }>;
const isWaiting = ({ card }: Heard) => card?.text.includes("wait until the account is set up") === true;

/** Asks for a sandbox that takes some world minutes, and comes back as soon as it is under way, in a slow world. */
const begin = async (user: string): Promise<{ since: number }> => {
  const since = Date.now() / 1000 - 0.001;
  // Slow enough that the card is seen to wait, however busy the machine is.
  await clock({ speed: 15 });
  await house.send(user, "lease assign council-chatbot");
  await house.listen(user, since, { until: isWaiting });
  return { since };
};

it("a job under way ends well although the world jumps a day", async () => {
  const { since } = await begin("U0USER1");
  const { happened } = await clock({ jumpMs: day, speed: 60 });
  expect(happened).toContain("deployment-ends");
  expect((await house.listen("U0USER1", since)).state).toBe("succeeded");
});

it("a job under way ends well although the world goes fast, slow and fast again", async () => {
  const { since } = await begin("U0USER2");
  for (const speed of [1_200, 1, 600, 60]) {
    await clock({ speed });
    await house.say("U0MANAGER1", "lease templates");
  }
  expect((await house.listen("U0USER2", since)).state).toBe("succeeded");
});

it("while the world stands still nothing goes on in it, and Slack answers all the same", async () => {
  const { since } = await begin("U0USER3");
  const { now } = await clock({ paused: true });
  const whoami = await house.say("U0MANAGER1", "whoami");
  expect(whoami.state).toBe("answered");
  const held = await house.say("U0USER3", "job list");
  expect(held.everything).toContain("council-chatbot");
  expect((await house.listen("U0USER3", since, { until: isWaiting })).state).not.toBe("succeeded");
  expect((await clock({})).now).toBe(now);
  await clock({ paused: false, speed: 60 });
  expect((await house.listen("U0USER3", since)).state).toBe("succeeded");
});

it("a job ends well in a world in which one call in eight meets trouble by chance", async () => {
  await house.control("isb", "/chaos", { rate: 0.125, seed: 4 });
  const heard = await house.say("U0MANAGER2", "lease assign empty-sandbox", { withinMs: 60_000 });
  await house.control("isb", "/chaos", { rate: 0 });
  expect(heard.state).toBe("succeeded");
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "./house.ts";
import type { Heard, Message } from "./talk.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // The file sends more to one channel in a minute than people do; rates have their own test.
  await house.control("slack", "/limits", { enabled: false });
});
afterAll(() => house.close());
beforeEach(() => house.world.reset());

const leasesOf = (email: string) => house.world.state.isb.leases.filter((lease) => lease.userEmail === email);
/** Calls of ISB that change something. */
const changes = () =>
  house.world.calls.list({ services: ["isb"], all: true }).filter(({ operation }) => !operation.startsWith("GET"));

const buttonOf = (card: Message | undefined, text: "cancel" | "retry") =>
  card?.blocks
    ?.flatMap(({ elements = [] }) => elements)
    .find(({ action_id: id }) => id?.startsWith(`confirmed:job ${text} `));
/** Presses a button of a job's card, as somebody who said yes when Slack asked. */
const press = async (user: string, heard: Heard, text: "cancel" | "retry", channel = "C0GENERAL") => {
  const button = buttonOf(heard.card, text);
  if (!button) throw new Error(`there is no button to ${text} it`);
  const action = { action_id: button.action_id, type: "button" };
  await house.post("/interact", { user, channel, messageTs: heard.card?.ts, action });
};
const privately = async (user: string, since: number): Promise<string> =>
  vi.waitFor(async () => {
    const said = (await house.messages("C0GENERAL", user)).filter(
      ({ ephemeral, ts }) => ephemeral && Number(ts) > since,
    );
    if (said.length === 0) throw new Error(`${user} was told nothing`);
    return String(said.at(-1)?.text);
  });

describe("a person cancels their job while it waits for approval", () => {
  it("by the card's button: the channel sees by whom, they alone what stays behind, and nobody is asked any more", async () => {
    const since = Date.now() / 1000;
    const waiting = await house.say("U0USER2", "lease assign data-lab");
    expect(waiting.state).toBe("needs-approval");
    await press("U0USER3", waiting, "cancel");
    expect(await privately("U0USER3", since)).toContain("takes an admin");

    await press("U0USER2", waiting, "cancel");
    expect(await privately("U0USER2", since)).toContain("Cancelling");
    const over = await house.listen("U0USER2", since, {
      until: ({ state, thread }) => state === "cancelled" && thread.some((text) => text.includes("was cancelled")),
    });
    expect(over.card?.text).toContain("cancelled by User Two");
    expect(buttonOf(over.card, "cancel")).toBeUndefined();
    expect(over.thread.join("\n")).toMatch(/<@U0USER2> asked to cancel this[\s\S]*was cancelled by <@U0USER2>/);
    expect(over.dm.join("\n")).toMatch(/What stays behind[\s\S]*lease review \w{8} deny/);
    const ask = (await house.messages("C0ISBOPS")).find(
      ({ metadata }) => metadata?.event_payload.key === `${over.jobId}#ask`,
    );
    expect(ask?.text).toContain("is decided: cancelled by User Two");
    expect(leasesOf("user2@example.gov.uk").map(({ status }) => status)).toEqual(["PendingApproval"]);

    const shown = await house.say("U0USER2", `job show ${over.jobId}`);
    expect(shown.private.at(-1)).toMatch(/Cancelled by: User Two[\s\S]*What stays behind/);
    const again = await house.say("U0USER2", `job cancel ${over.jobId}`);
    expect(again.private.at(-1)).toMatch(/was cancelled .* ago on the word of User Two/);
  });
});

describe("a job that failed", () => {
  it("goes on from its failed step when its asker says so, and its second end is told too", async () => {
    await house.control("isb", "/config", { maxLeasesPerUser: 1 });
    expect((await house.say("U0USER3", "lease assign empty-sandbox")).state).toBe("succeeded");
    const [since, before] = [Date.now() / 1000, changes().length];
    const failed = await house.say("U0USER3", "lease assign empty-sandbox");
    expect(failed.state).toBe("failed");
    await house.control("isb", "/config", { maxLeasesPerUser: 3 });
    await press("U0USER3", failed, "retry");
    const done = await house.listen("U0USER3", since, {
      until: ({ state, thread }) => state === "succeeded" && thread.length === 3,
    });
    expect(done.thread[0]).toContain("did not work");
    expect(done.thread[1]).toContain("<@U0USER3> had this go on");
    expect(done.thread[2]).toContain("is ready");
    expect(leasesOf("user3@example.gov.uk")).toHaveLength(2);
    expect(changes()).toHaveLength(before + 1);
    expect(buttonOf(done.card, "retry")).toBeUndefined();
  });
});

describe("a dry run", () => {
  it("says what would be done, changes nothing, and hands nothing over", async () => {
    const before = changes().length;
    const heard = await house.say("U0USER1", "lease assign data-lab --dry-run");
    expect(heard.state).toBe("succeeded");
    expect(heard.card?.text).toContain("Dry run: Lease data-lab");
    expect(heard.thread.join()).toMatch(/nothing was changed. It would:[\s\S]*Ask ISB for the lease/);
    expect(heard.dm).toEqual([]);
    expect(changes().slice(before)).toEqual([]);
    expect(leasesOf("user1@example.gov.uk")).toEqual([]);
  });
});

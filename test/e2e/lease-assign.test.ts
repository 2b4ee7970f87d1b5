import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "./house.ts";
import type { Heard } from "./talk.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // The file sends more to one channel in a minute than people do; rates have their own test.
  await house.control("slack", "/limits", { enabled: false });
});
afterAll(() => house.close());
// A fresh pool and no leases but the estate's own: five accounts do not go round this file.
beforeEach(() => house.world.reset());

const leasesOf = (email: string) =>
  Object.values(house.world.state.isb.leases).filter((lease) => lease.userEmail === email);

describe("a person asks for a sandbox", () => {
  it("and gets it: the channel sees progress, the person alone sees how to enter", async () => {
    const heard = await house.say("U0USER1", "lease assign council-chatbot");
    expect(heard.state).toBe("succeeded");
    expect(Object.values(heard.steps)).toEqual(Array.from({ length: 6 }, () => "complete"));
    expect(heard.result).toMatchObject({
      status: "Active",
      template: "council-chatbot",
      userEmail: "user1@example.gov.uk",
    });
    expect(heard.result?.accountId).toMatch(/^1000000000\d\d$/);
    expect(heard.dm.join()).toContain("Open the AWS console");
    expect(heard.thread).toEqual([expect.stringContaining("<@U0USER1>")]);
    const everybody = JSON.stringify(await house.messages("C0GENERAL", "U0USER2"));
    expect(everybody).not.toContain(heard.result?.accountId);
    expect(everybody).not.toContain("console");
    expect(leasesOf("user1@example.gov.uk")).toHaveLength(1);
  });
});

/** The short name in what the thread says to those who may approve. */
const leaseToReview = ({ thread }: Heard): string =>
  thread.join(" ").match(/lease review (\w{8}) approve/)?.[1] ?? "not named";

describe("a template that needs approval", () => {
  it("waits, says who can approve, asks in the ops channel, and goes on when a manager approves", async () => {
    const since = Date.now() / 1000;
    const waiting = await house.say("U0USER2", 'lease assign data-lab --comment "for <!channel> & the census"');
    expect(waiting.state).toBe("needs-approval");
    expect(JSON.stringify(await house.messages("C0GENERAL"))).not.toContain("census");
    expect(waiting.thread[0]).toMatch(/by one of: .*Manager One, Manager Two/);
    const leaseId = leaseToReview(waiting);
    const asked = await vi.waitFor(async () => {
      const asks = await house.messages("C0ISBOPS");
      const ours = asks.find(({ metadata }) => metadata?.event_payload.key === `${waiting.jobId}#ask`);
      if (!ours) throw new Error("nobody was asked to approve");
      return ours;
    });
    expect(asked.text).toContain(`lease review ${leaseId} approve`);
    expect(asked.text).toContain("They wrote: for @channel &amp; the census");

    const own = await house.say("U0USER2", `lease review ${leaseId} approve`);
    expect(own).toMatchObject({ state: "refused" });
    const review = await house.say("U0MANAGER1", `lease review ${leaseId} approve`, { channel: "C0ISBOPS" });
    expect(review.state).toBe("answered");
    const done = await house.listen("U0USER2", since, {
      until: ({ state, thread }) => state === "succeeded" && thread.length > 1,
    });
    expect(done.result).toMatchObject({ status: "Active", template: "data-lab" });
    const after = (await house.messages("C0ISBOPS")).find(({ ts }) => ts === asked.ts);
    expect(after?.text).toContain("is decided: approved by manager1@example.gov.uk");
    expect(leasesOf("user2@example.gov.uk").map(({ approvedBy }) => approvedBy)).toContain("manager1@example.gov.uk");
  });

  it("ends when a manager denies", async () => {
    const since = Date.now() / 1000;
    const waiting = await house.say("U0USER3", "lease assign data-lab");
    const leaseId = leaseToReview(waiting);
    await house.say("U0MANAGER1", `lease review ${leaseId} deny`, { channel: "C0ISBOPS" });
    const denied = await house.listen("U0USER3", since, {
      until: ({ state, thread }) => state === "failed" && thread.length > 1,
    });
    expect(denied.thread.at(-1)).toContain("turned down");
  });

  it("is not approved by its own asker, manager or not", async () => {
    const waiting = await house.say("U0MANAGER2", "lease assign data-lab");
    expect(waiting.state).toBe("needs-approval");
    const leaseId = leaseToReview(waiting);
    expect(waiting.thread[0]).not.toContain("Manager Two");
    const own = await house.say("U0MANAGER2", `lease review ${leaseId} approve`, { channel: "C0ISBOPS" });
    expect(own.private[0]).toContain("Nobody decides on a request of their own");
    expect(leasesOf("manager2@example.gov.uk").find(({ uuid }) => uuid.startsWith(leaseId))?.status).toBe(
      "PendingApproval",
    );
  });
});

describe("what cannot be done is said plainly, and leaves nothing behind", () => {
  it.each([
    [
      "an unknown template",
      "lease assign cuncil-chatbot",
      /There is no template "cuncil-chatbot"\.\sDid you mean "council-chatbot"/,
    ],
    ["an ambiguous template", "lease assign two-of-a-kind", /2 templates are called "two-of-a-kind"/],
    [
      "a private template, which a user must not even know",
      "lease assign private-lab",
      /There is no template "private-lab"/,
    ],
    [
      "words that were meant for nobody",
      'lease assign "AKIA1234 secret <!channel>"',
      /There is no template "AKIA1234 secret @channel"/,
    ],
  ])("%s, and nobody else reads of it", async (_, words, said) => {
    const before = leasesOf("user3@example.gov.uk").length;
    const heard = await house.say("U0USER3", words);
    expect(heard.state).toBe("refused");
    expect(heard.private[0]).toMatch(said);
    expect(heard.jobId).toBeUndefined();
    expect(JSON.stringify(await house.messages("C0GENERAL", "U0USER2"))).not.toMatch(
      /cuncil|of-a-kind|private-lab|AKIA/,
    );
    expect(leasesOf("user3@example.gov.uk")).toHaveLength(before);
  });

  it.each([
    ["a person without a role", "U0OUTSIDER", "C0GENERAL", "lease assign empty-sandbox", /none of the groups/],
    ["a guest", "U0GUEST", "C0GENERAL", "whoami", /Guests/],
    ["somebody of another organisation", "U0EXTERNAL", "C0SHARED", "whoami", /does not serve the workspace/],
    [
      "a user who names somebody else",
      "U0USER1",
      "C0GENERAL",
      "lease assign empty-sandbox --user user2@example.gov.uk",
      /takes a manager/,
    ],
    [
      "a user who names nobody, and learns no more",
      "U0USER1",
      "C0GENERAL",
      "lease assign empty-sandbox --user nobody@example.gov.uk",
      /takes a manager/,
    ],
    ["a user who reviews", "U0USER1", "C0GENERAL", "lease review 12345678 approve", /takes a manager/],
    [
      "a manager who names nobody",
      "U0MANAGER1",
      "C0GENERAL",
      "lease assign empty-sandbox --user nobody@example.gov.uk",
      /Nobody in Identity Center/,
    ],
    [
      "a change in a shared channel",
      "U0USER1",
      "C0SHARED",
      "lease assign empty-sandbox",
      /shared with another organisation/,
    ],
    ["a wrong word", "U0USER1", "C0GENERAL", "leese list", /Did you mean `\/isb lease list`/],
    ["a stray word", "U0USER1", "C0GENERAL", "whoami now", /now/],
    ["a wrong flag", "U0USER1", "C0GENERAL", "lease assign empty-sandbox --comnent hello", /--comment/],
  ])("%s", async (_, user, channel, words, said) => {
    const heard = await house.say(user, words, { channel });
    expect(heard.state).toBe("refused");
    expect(heard.private[0]).toMatch(said);
    expect(heard.jobId).toBeUndefined();
  });

  it("the limit of leases", async () => {
    await house.control("isb", "/config", { maxLeasesPerUser: 1 });
    expect((await house.say("U0USER3", "lease assign empty-sandbox")).state).toBe("succeeded");
    const heard = await house.say("U0USER3", "lease assign empty-sandbox");
    expect(heard.state).toBe("failed");
    expect(heard.thread[0]).toContain("You hold 1 of at most 1 leases");
  });

  it("maintenance, also for an admin who asks for themself", async () => {
    await house.control("isb", "/config", { maintenanceMode: true });
    const [user, admin] = [
      await house.say("U0USER3", "lease assign empty-sandbox"),
      await house.say("U0ADMIN1", "lease assign empty-sandbox"),
    ];
    for (const heard of [user, admin]) {
      expect(heard.state).toBe("refused");
      expect(heard.private[0]).toContain("maintenance");
      expect(heard.jobId).toBeUndefined();
    }
  });

  it("Identity Center not answering is a refusal, never a guess", async () => {
    house.fault({ service: "identitystore", kind: "down", forMs: 60_000 });
    const heard = await house.say("U0ADMIN2", "lease assign empty-sandbox");
    expect(heard.state).toBe("refused");
    expect(heard.private[0]).toMatch(/Identity Center/);
  });
});

describe("when ISB gives no clear answer", () => {
  it.each([
    ["504 though it was done", { operation: "POST /leases", kind: "504-then-done" }],
    ["504 and it was not done", { operation: "POST /leases", kind: "504-rolled-back" }],
    ["a lost reply", { operation: "POST /leases", kind: "lost-reply" }],
    ["500 from the handler", { operation: "POST /leases", kind: "500" }],
    ["ISB down for half a minute of the world", { kind: "down", forMs: 500 }],
    ["throttled", { kind: "429", times: 3 }],
  ])("%s: one lease in the end", async (_, order) => {
    const before = leasesOf("user1@example.gov.uk").filter(({ status }) => status === "Active").length;
    house.fault({ service: "isb", ...order });
    const heard = await house.say("U0USER1", "lease assign empty-sandbox", { withinMs: 45_000 });
    expect(heard.state).toBe("succeeded");
    expect(leasesOf("user1@example.gov.uk").filter(({ status }) => status === "Active")).toHaveLength(before + 1);
  });

  it("the secret rotated: read again, and on it goes", async () => {
    await house.control("isb", "/rotate-secret", { recycleContainers: true });
    const heard = await house.say("U0USER1", "lease assign empty-sandbox", { withinMs: 45_000 });
    expect(heard.state).toBe("succeeded");
  });

  it("a failed blueprint is told as such", async () => {
    house.fault({ service: "isb", kind: "provisioning-fails" });
    const heard = await house.say("U0USER1", "lease assign council-chatbot");
    expect(heard.state).toBe("failed");
    expect(heard.thread[0]).toContain("blueprint failed");
  });
});

describe("where the bot cannot write", () => {
  it.each([
    ["a channel it is not in", "C0RANDOM"],
    ["a private channel it is not in", "G0SECRET"],
  ])("%s: the card goes to the asker, and a private word says so", async (_, channel) => {
    const heard = await house.say("U0USER2", "lease assign empty-sandbox", { channel });
    expect(heard.state).toBe("succeeded");
    expect(heard.private[0]).toContain("your direct messages");
    expect((await house.messages(channel, "U0USER2")).filter(({ metadata }) => metadata)).toHaveLength(0);
  });

  it("its own direct messages: the card is there", async () => {
    const heard = await house.say("U0USER2", "lease assign empty-sandbox", { channel: "D0USER2" });
    expect(heard.private).toEqual([]);
    expect(heard.state).toBe("succeeded");
  });
});

describe("a manager assigns to somebody else", () => {
  it("signs as the manager, is approved at once, and the leaseholder gets the details", async () => {
    const heard = await house.say("U0MANAGER1", "lease assign data-lab --user <@U0USER3|user.three>", {
      channel: "C0ISBOPS",
    });
    expect(heard.state).toBe("succeeded");
    expect(heard.thread[0]).toContain("<@U0USER3>");
    const direct = await house.messages("D0USER3", "U0USER3");
    expect(direct.at(-1)?.text).toContain("Your sandbox data-lab is ready");
    expect(leasesOf("user3@example.gov.uk").at(-1)).toMatchObject({
      createdBy: "manager1@example.gov.uk",
      status: "Active",
    });
  });
});

describe("the same delivery twice", () => {
  it("makes one job and one lease", async () => {
    const since = Date.now() / 1000;
    const { delivery } = await house.send("U0USER2", "lease assign empty-sandbox");
    await house.post("/redeliver", { delivery });
    await house.listen("U0USER2", since);
    await house.post("/redeliver", { delivery });
    const cards = (await house.messages("C0GENERAL")).filter(
      ({ metadata, ts }) => Number(ts) >= since && metadata?.event_payload.key.endsWith("#card"),
    );
    expect(cards).toHaveLength(1);
    expect(leasesOf("user2@example.gov.uk").filter(({ status }) => status === "Active")).toHaveLength(1);
  });
});

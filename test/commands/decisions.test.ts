import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whileTimePasses } from "../clients/estate.ts";
import { gist, type House, openHouse, personOf } from "./house.ts";

let house: House;
/** In the estate from the start: waits for approval, and is manager1's own. */
let pending: string;
let ofAdmin2: string;

beforeAll(async () => {
  house = await openHouse();
  const { leases } = house.estate.world.state.isb;
  const uuidOf = (email: string, status: string): string => {
    const found = leases.find((lease) => lease.userEmail === email && lease.status === status);
    if (found === undefined) throw new Error(`no ${status} lease of ${email}`);
    return found.uuid;
  };
  pending = uuidOf("manager1@example.gov.uk", "PendingApproval");
  ofAdmin2 = uuidOf("admin2@example.gov.uk", "Active");
});
afterAll(() => house.close());

const place = (text: string): string =>
  text.replace("$pending", pending.slice(0, 8)).replace("$ofAdmin2", ofAdmin2.slice(0, 8));

describe("who may do what", () => {
  it.each([
    // nobody the bot does not serve gets anywhere, whatever they type
    ["guest", "help", "refused: not-a-member"],
    ["external", "help", "refused: not-a-member"],
    ["outsider", "lease assign empty-sandbox", "refused: no-role"],
    ["outsider", "whoami", "refused: no-role"],

    ["user1", "", "answer: You are user here. You can:"],
    [
      "user1",
      "help",
      "answer: /isb lease assign [template] [--user &lt;email&gt;] [--comment &lt;text&gt;] [--dry-run]: Get a sandbox account from a template",
    ],
    [
      "user1",
      "help lease",
      "answer: /isb lease assign [template] [--user &lt;email&gt;] [--comment &lt;text&gt;] [--dry-run]: Get a sandbox account from a template",
    ],
    ["user1", "help job show", "answer: /isb job show &lt;job&gt;"],
    ["user1", "help jb shw", "refused: unknown-command"],
    ["user1", "whoami", "answer: You are user here: User One, user1@example.gov.uk in Identity Center. Roles: user."],
    [
      "manager1",
      "whoami",
      "answer: You are manager here: Manager One, manager1@example.gov.uk in Identity Center. Roles: user, manager.",
    ],
    [
      "manager2",
      "whoami",
      "answer: You are user here: Manager Two, manager2@example.gov.uk in Identity Center. Roles: user.",
    ],
    [
      "admin1",
      "whoami",
      "answer: You are admin here: Admin One, admin1@example.gov.uk in Identity Center. Roles: user, admin.",
    ],

    ["user1", "lease assign empty-sandbox", "started"],
    ["user1", "lease assign empty-sandbox --user user1@example.gov.uk", "started"],
    ["user1", "lease assign empty-sandbox --user USER1@EXAMPLE.GOV.UK", "started"],
    ["user1", "lease assign empty-sandbox --user <@U0USER1|me>", "started"],
    ["user1", "lease assign empty-sandbox --user user2@example.gov.uk", "refused: role-too-low"],
    ["user1", "lease assign empty-sandbox --user <@U0USER2|two>", "refused: role-too-low"],
    ["manager2", "lease assign empty-sandbox --user user2@example.gov.uk", "refused: role-too-low"],
    ["manager1", "lease assign empty-sandbox --user user2@example.gov.uk", "started"],
    ["manager1", "lease assign empty-sandbox --user <@U0USER2|two>", "started"],
    ["manager1", "lease assign empty-sandbox --user nobody@example.gov.uk", "refused: unknown-person"],
    ["manager1", "lease assign empty-sandbox --user <@U0GUEST|guest>", "refused: not-a-member"],
    ["manager1", "lease assign empty-sandbox --user <@U0NOBODY>", "refused: identity-unavailable"],

    ["user1", "lease assign cuncil-chatbot", "refused: template-unknown"],
    ["user1", "lease assign two-of-a-kind", "refused: template-ambiguous"],
    ["user1", "lease assign private-lab", "refused: template-unknown"],
    ["manager1", "lease assign private-lab", "refused: template-unknown"],
    ["manager1", "lease assign private-lab --user user2@example.gov.uk", "started"],
    ["user1", "lease assign private-lab --user user2@example.gov.uk", "refused: role-too-low"],

    ["user1", "lease list", "answer: Your leases: There are none."],
    ["user1", "lease list --all", "refused: role-too-low"],
    ["user1", "lease list --user admin2@example.gov.uk", "refused: role-too-low"],
    ["user1", "lease list --user nobody@example.gov.uk", "refused: role-too-low"],
    ["user1", "lease list --user <@U0NOBODY>", "refused: role-too-low"],
    ["user1", "lease list --user USER1@example.gov.uk", "answer: Your leases: There are none."],
    ["user1", "lease list --all --user user1@example.gov.uk", "refused: bad-input"],
    ["manager1", "lease list --all", "answer: All leases (6):"],
    ["manager1", "lease list --user admin2@example.gov.uk", "answer: Leases of admin2@example.gov.uk (2):"],
    ["manager1", "lease list --page 9", "answer: Your leases: There is nothing on this page."],

    ["user1", "lease show $ofAdmin2", "refused: lease-unknown"],
    ["user1", "lease show 00000000", "refused: lease-unknown"],
    ["manager1", "lease show $ofAdmin2", `answer: Lease $ofAdmin2: empty-sandbox`],
    ["manager1", "lease show $pending", `answer: Lease $pending: data-lab`],
    ["user1", "lease templates", "answer: Lease templates (5):"],
    ["manager1", "lease templates", "answer: Lease templates (6):"],

    ["user1", "lease review $pending approve", "refused: role-too-low"],
    ["manager2", "lease review $pending approve", "refused: role-too-low"],
    ["manager1", "lease review $pending approve", "refused: own-request"],
    ["manager1", "lease review $pending deny", "refused: own-request"],
    ["admin1", "lease review $ofAdmin2 approve", "refused: lease-not-pending"],
    ["admin1", "lease review 00000000 approve", "refused: lease-unknown"],

    ["user1", "job list --all", "refused: role-too-low"],
    ["user1", "job show nothere", "refused: job-unknown"],
    ["user1", "jb list", "refused: unknown-command"],
    ["user1", "lease list --al", "refused: bad-input"],
  ])("%s: %s -> %s", async (who, text, expected) => {
    expect(gist(await house.ask(who, place(text)))).toBe(place(expected));
  });

  it("another workspace is refused before anybody is looked up", async () => {
    const lookUps = () => house.estate.world.calls.list({ services: ["identitystore"], all: true }).length;
    const before = lookUps();
    expect(gist(await house.ask("admin1", "help", { teamId: "T0PARTNER" }))).toBe("refused: wrong-workspace");
    expect(lookUps()).toBe(before);
    await house.ask("admin1", "lease assign empty-sandbox");
    expect(lookUps()).toBeGreaterThan(before);
  });

  it("nothing is changed from a channel that is shared with another organisation; reading is allowed", async () => {
    const channelId = "C0SHARED";
    expect(gist(await house.ask("user1", "lease assign empty-sandbox", { channelId }))).toBe("refused: shared-channel");
    expect(gist(await house.ask("user1", "lease list", { channelId }))).toMatch(/^answer/);
  });
});

describe("what is withheld", () => {
  it("is said, with why and how to get it", async () => {
    const reply = await house.ask("manager2", "whoami");
    const text = reply.kind === "answer" ? reply.answer.text : "";
    expect(text).toContain(
      "*Held back: manager.* Your groups make you manager, but an email address alone never gives that role. " +
        "Ask whoever runs this bot to link your Slack account U0MANAGER2 to your Identity Center user.",
    );
  });

  it("is the next step of a refusal it causes", async () => {
    const reply = await house.ask("manager2", "lease list --all");
    expect(reply).toMatchObject({ problem: { next: expect.stringContaining("U0MANAGER2") } });
  });
});

describe("a job from a command", () => {
  it("is for oneself as a plain user, also when one's own name is given", async () => {
    for (const text of ["assign empty-sandbox", "assign empty-sandbox --user manager1@example.gov.uk"]) {
      const reply = await house.ask("manager1", text);
      const job = await house.jobs.get(reply.kind === "started" ? reply.jobId : "");
      expect(job?.input).toMatchObject({
        self: true,
        forPerson: {
          email: "manager1@example.gov.uk",
          slackId: "U0MANAGER1",
          identityId: personOf("manager1").identityId,
        },
      });
    }
  });

  it("names the person it is for, with the Slack id behind their email", async () => {
    const reply = await house.ask("manager1", 'assign Data-Lab --user user3@example.gov.uk --comment "R&amp;D"');
    const job = await house.jobs.get(reply.kind === "started" ? reply.jobId : "");
    expect(job).toMatchObject({
      title: "Lease data-lab",
      workflow: "lease-assign",
      requester: { email: "manager1@example.gov.uk", role: "manager", slackId: "U0MANAGER1" },
      origin: { channelId: "C0GENERAL" },
      input: {
        template: "data-lab",
        self: false,
        comment: "R&D",
        forPerson: { email: "user3@example.gov.uk", slackId: "U0USER3", displayName: "User Three" },
      },
    });
  });

  it("says nothing that was typed where everybody reads it, not even when ISB cannot be asked for the template", async () => {
    const words = "AKIA1234\nsecret <!channel>";
    const refused = await house.ask("user3", `assign "${words}"`);
    expect(refused).toMatchObject({
      kind: "refused",
      problem: { code: "template-unknown", message: 'There is no template "AKIA1234\nsecret @channel".' },
    });
    await house.estate.control("fault", { service: "isb", kind: "down", times: 3 });
    const waits = await whileTimePasses(house.estate, house.ask("user3", `assign "${words}"`));
    expect(await house.jobs.get(waits.kind === "started" ? waits.jobId : "")).toMatchObject({
      title: "Lease a sandbox",
      input: { template: "AKIA1234 secret @channel" },
    });
  });

  it("is one job, however often the same delivery comes", async () => {
    const first = await house.ask("user2", "assign empty-sandbox", { key: "same" });
    const second = await house.ask("user2", "assign empty-sandbox", { key: "same" });
    expect(first).toMatchObject({ kind: "started", already: false });
    expect(second).toMatchObject({ kind: "started", already: true });
    expect(second.kind === "started" && first.kind === "started" && second.jobId === first.jobId).toBe(true);
  });

  it("is shown to its asker, to whom it is for and to managers, and to nobody else", async () => {
    const reply = await house.ask("manager1", "assign empty-sandbox --user user3@example.gov.uk");
    const jobId = reply.kind === "started" ? reply.jobId : "";
    expect(gist(await house.ask("manager1", `job show ${jobId}`))).toBe(
      `answer: Lease empty-sandbox: about to start (job ${jobId})`,
    );
    expect(gist(await house.ask("user3", `job show ${jobId}`))).toMatch(/^answer/);
    expect(gist(await house.ask("admin1", `job show ${jobId}`))).toMatch(/^answer/);
    expect(gist(await house.ask("user2", `job show ${jobId}`))).toBe("refused: role-too-low");
  });

  it("is listed to its asker only, unless a manager asks for all", async () => {
    const own = await house.ask("user2", "job list");
    expect(gist(own)).toMatch(/^answer: Your jobs:/);
    const all = await house.ask("manager1", "job list --all");
    expect(all.kind === "answer" && all.answer.text).toContain("User Two");
    expect(own.kind === "answer" && own.answer.text).not.toContain("Manager One");
  });
});

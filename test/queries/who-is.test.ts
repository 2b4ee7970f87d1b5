import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workspace } from "../../sim/people.ts";
import { createIdentityCenter } from "../../src/clients/identity-center/create-identity-center.ts";
import { minutes } from "../../src/domain/duration.ts";
import type { SlackProfile } from "../../src/domain/person.ts";
import { isProblem } from "../../src/domain/problem.ts";
import type { IdentityRules } from "../../src/queries/identity-rules.ts";
import { createWhoIs } from "../../src/queries/who-is.ts";
import { type Estate, startEstate } from "../clients/estate.ts";
import { personOf, rules } from "../commands/house.ts";

let estate: Estate;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate[Symbol.asyncDispose]());

const team = workspace.teamId;

const profileOf = (who: string, change: Partial<SlackProfile> = {}): SlackProfile => {
  const { slackId, email, name } = personOf(who);
  return { slackId, email, name, teamId: team, standing: "member", ...change };
};

/** Slack says just this; everything else is asked of the estate. */
const setUp = (profile: SlackProfile | undefined | Error, change: Partial<IdentityRules> = {}) => {
  const asked = { slack: 0 };
  const said = { profile };
  const whoIs = createWhoIs({
    slackPeople: {
      profile: async () => {
        asked.slack += 1;
        if (said.profile instanceof Error) throw said.profile;
        return said.profile;
      },
      byEmail: async () => undefined,
    },
    identityCenter: createIdentityCenter({ ...estate.place, clock: estate.botClock }),
    rules: { ...rules, ...change },
    clock: estate.botClock,
  });
  const lookUps = () => estate.world.calls.list({ services: ["identitystore"], all: true }).length;
  const ask = async (options: { fresh?: boolean; teamId?: string; enterpriseId?: string } = {}) => {
    const slackId = profile instanceof Error || profile === undefined ? "U0X" : profile.slackId;
    try {
      return await whoIs(slackId, options.teamId ?? team, options.enterpriseId, { fresh: options.fresh ?? false });
    } catch (error) {
      if (isProblem(error)) return error.code;
      throw error;
    }
  };
  return { ask, asked, said, lookUps };
};

describe("refused before any look-up", () => {
  it.each([
    ["guest", "not-a-member"],
    ["stranger", "not-a-member"],
    ["deactivated", "not-a-member"],
    ["bot", "not-a-member"],
  ] as const)("%s", async (standing, code) => {
    const { ask, lookUps } = setUp(profileOf("admin1", { standing }));
    expect(await ask()).toBe(code);
    expect(lookUps()).toBe(0);
  });

  it("a delivery of another workspace, before even Slack is asked", async () => {
    const { ask, asked } = setUp(profileOf("admin1"));
    expect(await ask({ teamId: "T0OTHER" })).toBe("wrong-workspace");
    expect(asked.slack).toBe(0);
  });

  it("another enterprise, or none, where one is configured", async () => {
    const { ask, asked } = setUp(profileOf("admin1"), { enterpriseId: "E1" });
    expect(await ask({ enterpriseId: "E2" })).toBe("wrong-workspace");
    expect(await ask()).toBe("wrong-workspace");
    expect(asked.slack).toBe(0);
    expect(await ask({ enterpriseId: "E1" })).toMatchObject({ role: "admin" });
  });

  it("somebody whose home is another organisation's workspace", async () => {
    const { ask, lookUps } = setUp(profileOf("admin1", { teamId: "T0PARTNER" }));
    expect(await ask()).toBe("not-a-member");
    expect(lookUps()).toBe(0);
  });
});

describe("no guess", () => {
  it.each([
    ["an email nobody has", profileOf("user1", { email: "ghost@example.gov.uk" }), "unknown-person"],
    ["no email", (({ email: _, ...rest }) => rest)(profileOf("user1")), "unknown-person"],
    ["Slack knowing nobody", undefined, "identity-unavailable"],
    ["Slack not answering", new Error("down"), "identity-unavailable"],
    ["no group", profileOf("outsider"), "no-role"],
  ])("%s", async (_name, profile, code) => {
    expect(await setUp(profile).ask()).toBe(code);
  });

  it("two people with one address", async () => {
    const [first, second] = estate.world.state.identity.users.filter(({ userName }) => /^user[12]@/.test(userName));
    if (!first || !second) throw new Error("the estate has no users");
    first.email = "elsewhere@example.gov.uk";
    second.email = first.userName;
    expect(await setUp(profileOf("user1")).ask()).toBe("ambiguous-person");
  });

  it("a link to somebody else than the email's owner", async () => {
    const link = { slackId: "U0USER1", identityId: personOf("admin1").identityId ?? "", email: "user1@example.gov.uk" };
    expect(await setUp(profileOf("user1"), { links: [link] }).ask()).toBe("ambiguous-person");
  });

  it("a link to somebody who is gone", async () => {
    const link = {
      slackId: "U0USER1",
      identityId: "99999999-0000-4000-8000-000000000000",
      email: "user1@example.gov.uk",
    };
    expect(await setUp(profileOf("user1"), { links: [link] }).ask()).toBe("unknown-person");
  });

  it("Identity Center not answering, even for somebody seen a minute ago, when it must be fresh", async () => {
    const { ask } = setUp(profileOf("user1"));
    expect(await ask()).toMatchObject({ role: "user" });
    await estate.control("fault", { service: "identitystore", kind: "error", times: 100 });
    expect(await ask({ fresh: true })).toBe("identity-unavailable");
    expect(await ask()).toBe("identity-unavailable");
  });
});

describe("roles", () => {
  it("a link gives what the groups give", async () => {
    expect(await setUp(profileOf("manager1")).ask()).toMatchObject({ role: "manager", held: ["user", "manager"] });
    expect(await setUp(profileOf("admin1")).ask()).toMatchObject({ role: "admin", held: ["user", "admin"] });
  });

  it("an email gives user at most, and says what is held back", async () => {
    expect(await setUp(profileOf("manager2")).ask()).toMatchObject({
      role: "user",
      held: ["user"],
      withheld: { role: "manager", reason: expect.stringContaining("U0MANAGER2") },
    });
  });

  it("unless the rules trust emails", async () => {
    const person = await setUp(profileOf("manager2"), { elevated: "email" }).ask();
    expect(person).toMatchObject({ role: "manager" });
    expect(person).not.toHaveProperty("withheld");
  });

  it("a changed Slack email suspends the link, whatever the rules say of emails", async () => {
    const moved = { slackId: "U0ADMIN1", identityId: personOf("admin1").identityId ?? "", email: "old@example.gov.uk" };
    for (const elevated of ["link", "email"] as const) {
      expect(await setUp(profileOf("admin1"), { links: [moved], elevated }).ask()).toMatchObject({
        role: "user",
        withheld: { role: "admin", reason: expect.stringContaining("suspended") },
      });
    }
  });

  it("letter case of the Slack email does not matter; the person's email is Identity Center's spelling", async () => {
    const person = await setUp(profileOf("user1", { email: "USER1@Example.GOV.uk" })).ask();
    expect(person).toMatchObject({ identity: { email: "user1@example.gov.uk" } });
  });
});

describe("remembering", () => {
  it("lasts five minutes of world time, and is passed over when it must be fresh", async () => {
    const { ask, asked, lookUps } = setUp(profileOf("user1"));
    await ask();
    const after = lookUps();
    await estate.clock.advance(minutes(5) - 1);
    await ask();
    expect([asked.slack, lookUps()]).toEqual([1, after]);
    await ask({ fresh: true });
    expect(asked.slack).toBe(2);
    await estate.clock.advance(minutes(5));
    await ask();
    expect(asked.slack).toBe(3);
  });

  it("never keeps a refusal", async () => {
    const { ask, said } = setUp(profileOf("user1", { standing: "guest" }));
    expect(await ask()).toBe("not-a-member");
    said.profile = profileOf("user1");
    expect(await ask()).toMatchObject({ role: "user" });
  });
});

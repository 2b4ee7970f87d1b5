import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workspace } from "../../sim/people.ts";
import { createIdentityCenter } from "../../src/clients/identity-center/create-identity-center.ts";
import type { SlackProfile } from "../../src/domain/person.ts";
import type { IdentityRules } from "../../src/queries/identity-rules.ts";
import { createPeople } from "../../src/queries/people.ts";
import { type Estate, startEstate } from "../clients/estate.ts";
import { personOf, rules } from "../commands/house.ts";

let estate: Estate;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate[Symbol.asyncDispose]());

const profileOf = (who: string, change: Partial<SlackProfile> = {}): SlackProfile => {
  const { slackId, email, name } = personOf(who);
  return { slackId, email, name, teamId: workspace.teamId, standing: "member", ...change };
};

/** Who `email` is when Slack says `profile` of the account it finds; everything else is asked of the estate. */
const resolve = (email: string, profile: SlackProfile | undefined | Error, links: IdentityRules["links"] = []) =>
  createPeople({
    slackPeople: {
      profile: async () => {
        if (profile instanceof Error) throw profile;
        return profile;
      },
      byEmail: async () => (profile instanceof Error ? undefined : profile?.slackId),
    },
    identityCenter: createIdentityCenter({ ...estate.place, clock: estate.botClock }),
    rules: { ...rules, links },
  }).resolve({ email });

const linkOf = (who: string, email: string) => ({
  slackId: personOf(who).slackId,
  identityId: personOf(who).identityId ?? "",
  email,
});
const admin1 = "admin1@example.gov.uk";
const user2 = "user2@example.gov.uk";

describe("somebody named by email", () => {
  it("is told of by the Slack account that leads back to them", async () => {
    expect(await resolve(user2, profileOf("user2"))).toMatchObject({ email: user2, slackId: "U0USER2" });
    expect(await resolve(admin1, profileOf("admin1"), [linkOf("admin1", admin1)])).toMatchObject({
      slackId: "U0ADMIN1",
    });
  });

  it.each([
    ["a guest", user2, profileOf("user2", { standing: "guest" }), []],
    ["of another organisation", user2, profileOf("user2", { standing: "stranger" }), []],
    ["of another workspace", user2, profileOf("user2", { teamId: "T0PARTNER" }), []],
    ["deactivated", user2, profileOf("user2", { standing: "deactivated" }), []],
    ["somebody else by now", user2, profileOf("user2", { email: "user3@example.gov.uk" }), []],
    ["nobody", user2, undefined, []],
    ["not told by Slack", user2, new Error("down"), []],
    [
      "linked, but its email is another one since",
      admin1,
      profileOf("admin1", { email: "user3@example.gov.uk" }),
      [linkOf("admin1", admin1)],
    ],
    ["linked, but deactivated", admin1, profileOf("admin1", { standing: "deactivated" }), [linkOf("admin1", admin1)]],
    ["linked, but Slack is down", admin1, new Error("down"), [linkOf("admin1", admin1)]],
  ])("is found all the same, without a Slack account, when that account is %s", async (_, email, profile, links) => {
    const found = await resolve(email, profile, links);
    expect(found).toMatchObject({ email });
    expect(found).not.toHaveProperty("slackId");
  });
});

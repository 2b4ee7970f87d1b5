import type { IdentityCenter } from "../clients/identity-center/identity-center.ts";
import type { Clock } from "../domain/clock.ts";
import type { Person, SlackProfile } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import { askingIdentityCenter, identityOf } from "./identity-of.ts";
import type { IdentityRules } from "./identity-rules.ts";
import { rolesOf } from "./roles-of.ts";
import type { SlackPeople } from "./slack-people.ts";
import { insistOnMember, insistOnWorkspace } from "./standing.ts";

/** Throws a Problem for everybody the bot does not serve. `fresh`: nothing remembered counts. */
export type WhoIs = (
  slackId: string,
  teamId: string,
  enterpriseId: string | undefined,
  options: { fresh: boolean },
) => Promise<Person>;

/** Somebody's profile; "identity-unavailable" when Slack does not say. */
export const profileOf = async (slackPeople: SlackPeople, slackId: string): Promise<SlackProfile> => {
  const unavailable = (cause?: unknown): Problem =>
    new Problem("identity-unavailable", "Slack did not say who this is, so nothing was done.", {
      next: "Try again in a minute.",
      retryable: true,
      cause,
    });
  const profile = await slackPeople.profile(slackId).catch((cause: unknown) => {
    throw unavailable(cause);
  });
  if (profile === undefined) throw unavailable();
  return profile;
};

/** Who somebody in Slack is and what their groups make them. Answers are remembered for `rules.cacheMs`; refusals never are. */
export const createWhoIs = ({
  slackPeople,
  identityCenter,
  rules,
  clock,
}: {
  slackPeople: SlackPeople;
  identityCenter: IdentityCenter;
  rules: IdentityRules;
  clock: Clock;
}): WhoIs => {
  const remembered = new Map<string, { person: Person; until: number }>();

  const read = async (slackId: string): Promise<Person> => {
    const slack = await profileOf(slackPeople, slackId);
    insistOnMember(rules, slack);
    const { identity, by } = await identityOf({ identityCenter, rules }, slack);
    const groups = await askingIdentityCenter(identityCenter.groupsOf(identity.id));
    return { slack, identity, ...rolesOf(rules, groups, by, slackId) };
  };

  return async (slackId, teamId, enterpriseId, { fresh }) => {
    insistOnWorkspace(rules, teamId, enterpriseId);
    const known = remembered.get(slackId);
    if (!fresh && known !== undefined && known.until > clock.now()) return known.person;
    remembered.delete(slackId);
    const person = await read(slackId);
    remembered.set(slackId, { person, until: clock.now() + rules.cacheMs });
    return person;
  };
};

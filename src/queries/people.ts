import type { IdentityCenter } from "../clients/identity-center/identity-center.ts";
import { sameEmail } from "../domain/email.ts";
import type { IdentityUser, Person } from "../domain/person.ts";
import { askingIdentityCenter, identityOf, insistOnOne } from "./identity-of.ts";
import type { IdentityRules } from "./identity-rules.ts";
import type { SlackPeople } from "./slack-people.ts";
import { insistOnMember } from "./standing.ts";
import { profileOf } from "./who-is.ts";

/** Somebody something is done for. */
export interface NamedPerson {
  identityId: string;
  /** As Identity Center spells it. */
  email: string;
  displayName: string;
  /** A member of the workspace who is this person for sure. Absent when there is none, or nobody could tell. */
  slackId?: string;
}

export interface People {
  /** Throws a Problem when nobody, or more than one, is meant. */
  resolve(ref: { email: string } | { slackId: string }): Promise<NamedPerson>;
}

const asNamed = (identity: IdentityUser, slackId: string | undefined): NamedPerson => ({
  identityId: identity.id,
  email: identity.email,
  displayName: identity.displayName,
  ...(slackId === undefined ? {} : { slackId }),
});

/** The asker as somebody something is done for. */
export const asSelf = ({ identity, slack }: Person): NamedPerson => asNamed(identity, slack.slackId);

/** Finds the people that commands name, by mention or by email. */
export const createPeople = ({
  slackPeople,
  identityCenter,
  rules,
}: {
  slackPeople: SlackPeople;
  identityCenter: IdentityCenter;
  rules: IdentityRules;
}): People => {
  const memberOf = async (slackId: string): Promise<IdentityUser> => {
    const profile = await profileOf(slackPeople, slackId);
    insistOnMember(rules, profile, "named");
    return (await identityOf({ identityCenter, rules }, profile)).identity;
  };

  /** What a job tells them goes there, so a link or an address alone is not enough: that account must lead back to this user. */
  const slackIdOf = async (identity: IdentityUser): Promise<string | undefined> => {
    const link = rules.links.find(({ identityId }) => identityId === identity.id);
    const slackId = link?.slackId ?? (await slackPeople.byEmail(identity.email));
    if (slackId === undefined) return undefined;
    return (await memberOf(slackId)).id === identity.id ? slackId : undefined;
  };

  return {
    resolve: async (ref) => {
      if ("slackId" in ref) return asNamed(await memberOf(ref.slackId), ref.slackId);
      const identity = insistOnOne(await askingIdentityCenter(identityCenter.findByEmail(ref.email)), ref.email);
      // Only for telling them later: nobody knowing must not stop the work.
      return asNamed(identity, await slackIdOf(identity).catch(() => undefined));
    },
  };
};

/** Whether an email and a person are the same one. */
export const isEmailOf = (email: string, person: Person): boolean => sameEmail(email, person.identity.email);

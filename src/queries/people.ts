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
  /** Absent when they are not in Slack, or Slack did not say. */
  slackId?: string;
}

export interface People {
  /** Throws a Problem when nobody, or more than one, is meant. */
  resolve(ref: { email: string } | { slackId: string }): Promise<NamedPerson>;
}

export const asNamed = (identity: IdentityUser, slackId: string | undefined): NamedPerson => ({
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
  const slackIdOf = async (identity: IdentityUser): Promise<string | undefined> => {
    const link = rules.links.find(({ identityId }) => identityId === identity.id);
    // Only for telling them later: Slack not knowing or not answering must not stop the work.
    return link?.slackId ?? (await slackPeople.byEmail(identity.email).catch(() => undefined));
  };

  return {
    resolve: async (ref) => {
      if ("slackId" in ref) {
        const profile = await profileOf(slackPeople, ref.slackId);
        insistOnMember(rules, profile);
        const { identity } = await identityOf({ identityCenter, rules }, profile);
        return asNamed(identity, ref.slackId);
      }
      const identity = insistOnOne(await askingIdentityCenter(identityCenter.findByEmail(ref.email)), ref.email);
      return asNamed(identity, await slackIdOf(identity));
    },
  };
};

/** Whether an email and a person are the same one. */
export const isEmailOf = (email: string, person: Person): boolean => sameEmail(email, person.identity.email);

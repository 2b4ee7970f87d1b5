import type { Person } from "../domain/person.ts";
import { asSelf, isEmailOf, type NamedPerson } from "../queries/people.ts";
import type { Asked } from "./context.ts";
import type { PersonRef } from "./person-ref.ts";
import { authorise, insist, type Policy } from "./policy.ts";

/** Whom a request is for or about. */
export interface Concerned {
  concerns: "self" | "others";
  who: NamedPerson;
}

const isAsker = (ref: PersonRef, asker: Person): boolean =>
  "slackId" in ref ? ref.slackId === asker.slack.slackId : isEmailOf(ref.email, asker);

/**
 * The person a request names, or its asker when it names nobody. Whoever may ask nothing about others is refused before
 * anybody is looked up: a refusal must not tell them who exists.
 */
export const whomFor = async (
  policy: Policy,
  { person: asker, context }: Pick<Asked<unknown>, "person" | "context">,
  named: PersonRef | undefined,
): Promise<Concerned> => {
  const self: Concerned = { concerns: "self", who: asSelf(asker) };
  if (named === undefined || isAsker(named, asker)) return self;
  insist(authorise(policy, asker, { concerns: "others" }));
  const who = await context.people.resolve(named);
  return who.identityId === asker.identity.id ? self : { concerns: "others", who };
};

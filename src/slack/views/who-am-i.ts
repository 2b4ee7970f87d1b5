import type { Person } from "../../domain/person.ts";
import { code, lines, type Mrkdwn, md, mention } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { fields, section } from "../blocks/text.ts";

/** Who the bot takes somebody for, what they may be, and what is held back and why. */
export const whoAmI = (person: Person): PrivateAnswer => {
  const { slack, identity, role, held, withheld } = person;
  const opening = md`You are *${role}* here.`;
  const withheldLine = withheld === undefined ? undefined : md`*Held back: ${withheld.role}.* ${withheld.reason}`;
  const facts: (readonly [string, Mrkdwn])[] = [
    ["Slack", md`${mention(slack.slackId)} (${code(slack.slackId)})`],
    ["Identity Center", md`${identity.displayName}, ${identity.email}`],
    ["Roles", md`${held.join(", ")}`],
    ["Identity Center id", code(identity.id)],
  ];
  const text = lines(
    md`You are ${role} here: ${identity.displayName}, ${identity.email} in Identity Center. Roles: ${held.join(", ")}.`,
    withheldLine,
  );
  return privateAnswer("answer-ok", text, [
    section(opening),
    ...fields(facts),
    ...(withheldLine === undefined ? [] : [section(withheldLine)]),
  ]);
};

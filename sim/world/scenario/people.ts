import { groups, type Person } from "../../people.ts";

/** The scenario's own people, after those of every world: users, in Slack and in Identity Center. */
export function scenarioPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, "0");
    return {
      slackId: `U0PERSON${number}`,
      email: `person${number}@example.gov.uk`,
      name: `Person ${number}`,
      tz: "Europe/London",
      groups: [groups.users],
      identityId: `11111111-0000-4000-8000-0000001${number.padStart(5, "0")}`,
    };
  });
}

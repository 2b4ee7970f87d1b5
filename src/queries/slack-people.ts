import type { SlackProfile } from "../domain/person.ts";

/** What Slack says of people; `slack/` implements it. Both reject when Slack could not tell. */
export interface SlackPeople {
  /** Read afresh; undefined when Slack knows nobody by this id. */
  profile(slackId: string): Promise<SlackProfile | undefined>;
  /** The Slack id behind an email address; undefined when there is none. */
  byEmail(email: string): Promise<string | undefined>;
}

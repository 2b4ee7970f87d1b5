import type { PlainTextOption } from "@slack/types";
import type { Registry } from "../../command/registry.ts";
import type { Log } from "../../domain/log.ts";
import type { Person } from "../../domain/person.ts";
import type { PrivateReplies } from "../private-replies.ts";
import type { Incoming } from "./incoming.ts";

/** What every listener is given. */
export interface ListenerDeps {
  registry: Registry;
  incoming: Incoming;
  replies: PrivateReplies;
  /** Who somebody is at this moment; throws a Problem. */
  whoIs: (
    slackId: string,
    teamId: string,
    enterpriseId: string | undefined,
    options: { fresh: boolean },
  ) => Promise<Person>;
  /** The email of somebody mentioned, as Identity Center has it; throws a Problem when it is not one person's. */
  emailOf: (slackId: string) => Promise<string>;
  /** Choices for a form's field, for this person; throws a Problem. */
  optionsFor: (source: string, person: Person, typed: string) => Promise<PlainTextOption[]>;
  log: Log;
}

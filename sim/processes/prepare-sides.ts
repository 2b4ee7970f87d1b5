import { readFileSync, writeFileSync } from "node:fs";
import { type Person, people } from "../people.ts";
import { botConfig, onLocalSlack } from "./bot-settings.ts";
import { StartError } from "./launch.ts";
import { allLocal, type NamedSides, organisationSides, workspaceSides } from "./named-sides.ts";
import type { SidesPlace } from "./place.ts";
import { readWorkspace } from "./real-slack.ts";
import type { Sides } from "./sides.ts";

/** What a start with these sides has to give to whom. */
export interface PreparedSides {
  named: NamedSides;
  /** The bot's configuration file. */
  config: string;
  /** Whoever speaks in the local Slack or stands in the local Identity Center beside those of every world. */
  people: readonly Person[];
  slackEnv?: Record<string, string>;
  awsEnv?: Record<string, string>;
}

/** Asks the real sides what the local ones have to know of them. Rejects with `StartError`. */
export async function prepareSides(sides: Sides): Promise<PreparedSides> {
  if (sides.real === "slack") {
    const { env, opsChannel, admins } = sides;
    const workspace = await readWorkspace({ token: env.SLACK_BOT_TOKEN ?? "", apiUrl: env.SLACK_API_URL, admins });
    const own = workspace.people.filter(({ email }) => !people.some((person) => person.email === email));
    // Whoever has the email of somebody in every world is that person, by another Slack id.
    const known = [...people.map((person) => renamed(person, workspace.people)), ...own];
    const slack = { teamId: workspace.teamId, opsChannels: [opsChannel] };
    return { named: workspaceSides(workspace), config: botConfig({ slack, known }), people: own, slackEnv: env };
  }
  if (sides.real === "aws") {
    const me: Person = {
      slackId: "U0ME",
      email: sides.me.toLowerCase(),
      name: sides.me,
      tz: "Europe/London",
      groups: [],
    };
    const named = organisationSides({ isbUrl: sides.env.ISB_API_BASE_URL ?? "", me: sides.me });
    return { named, config: onLocalSlack(read(sides.configFile), me), people: [me], awsEnv: sides.env };
  }
  return { named: allLocal, config: botConfig(), people: [] };
}

/** Writes down who comes along, for the estate to read; nobody else on this machine may. */
export function writePeople({ peopleFile }: SidesPlace, coming: readonly Person[]): void {
  writeFileSync(peopleFile, `${JSON.stringify(coming)}\n`, { mode: 0o600 });
}

const renamed = (person: Person, real: readonly Person[]): Person => ({
  ...person,
  slackId: real.find(({ email }) => email === person.email)?.slackId ?? person.slackId,
});

function read(configFile: string): string {
  try {
    return readFileSync(configFile, "utf8");
  } catch {
    throw new StartError(`ISB_CONFIG names ${configFile}, which cannot be read.`);
  }
}

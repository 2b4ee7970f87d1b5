import type { Json } from "./json.ts";
import type { SlackPerson, Workspace } from "./workspace.ts";

/** The people of the workspace, as Slack knows them. */
export interface Directory {
  all(): readonly SlackPerson[];
  findById(slackId: string): SlackPerson | undefined;
  /** However it is written. Slack's methods ask for ids; only looking up by email takes one. */
  findByEmail(email: string): SlackPerson | undefined;
  teamOf(person: SlackPerson): string;
  /** The user object of `users.info`; the email only with `users:read.email`. */
  toUser(person: SlackPerson, withEmail: boolean): Json;
  /** Other people work here from now on. */
  reset(people: readonly SlackPerson[]): void;
  botUser(): Json;
}

/** The short name Slack shows and sends as `user_name`. */
export function userName(person: SlackPerson): string {
  return person.email.split("@")[0] ?? person.email;
}

/** Creates the directory of one workspace. */
export function createDirectory({
  people: first,
  workspace,
}: {
  people: readonly SlackPerson[];
  workspace: Workspace;
}): Directory {
  let people = first;
  let byId = new Map<string, SlackPerson>();
  let byEmail = new Map<string, SlackPerson>();
  function reset(others: readonly SlackPerson[]): void {
    people = others;
    byId = new Map(people.map((person) => [person.slackId, person]));
    byEmail = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  }
  reset(first);
  const teamOf = (person: SlackPerson) => (person.external === true ? workspace.externalTeamId : workspace.teamId);
  return {
    all: () => people,
    findById: (slackId) => byId.get(slackId),
    findByEmail: (email) => byEmail.get(email.toLowerCase()),
    teamOf,
    reset,
    toUser: (person, withEmail) => toUser(person, teamOf(person), withEmail),
    botUser: () => ({
      id: workspace.botUserId,
      team_id: workspace.teamId,
      name: workspace.botName,
      deleted: false,
      real_name: workspace.botName,
      is_bot: true,
      is_app_user: false,
      is_restricted: false,
      is_ultra_restricted: false,
      profile: {
        real_name: workspace.botName,
        display_name: workspace.botName,
        api_app_id: workspace.appId,
        bot_id: workspace.botId,
        team: workspace.teamId,
      },
    }),
  };
}

/**
 * `is_stranger` stays false for an external person in a channel the app is in: Slack says it only of people in no
 * channel the app can see (docs.slack.dev/reference/objects/user-object). The team id is what gives them away.
 */
function toUser(person: SlackPerson, teamId: string, withEmail: boolean): Json {
  const names = { real_name: person.name, display_name: userName(person) };
  return {
    id: person.slackId,
    team_id: teamId,
    name: userName(person),
    deleted: person.deactivated === true,
    real_name: person.name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest === true,
    is_ultra_restricted: person.guest === true,
    is_bot: false,
    is_app_user: false,
    ...(person.external === true ? { is_stranger: false } : { is_email_confirmed: true }),
    profile: {
      ...names,
      real_name_normalized: person.name,
      display_name_normalized: names.display_name,
      team: teamId,
      ...(withEmail && person.external !== true ? { email: person.email } : {}),
    },
  };
}

/** Seconds east of UTC now, as `tz_offset` carries them. */
function offsetSeconds(zone: string): number {
  const name = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts()
    .find((part) => part.type === "timeZoneName")?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "");
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === "-" ? -seconds : seconds;
}

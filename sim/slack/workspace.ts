/** A person as the estate knows them; Slack sees only what `users.info` says. */
export interface SlackPerson {
  slackId: string;
  email: string;
  name: string;
  /** IANA zone. */
  tz: string;
  guest?: boolean;
  /** From another organisation, seen through Slack Connect. */
  external?: boolean;
  deactivated?: boolean;
}

/** A channel as it stands at the start. */
export interface WorkspaceChannel {
  id: string;
  name: string;
  private: boolean;
  botIsMember: boolean;
  /** Shared with another organisation. */
  shared?: boolean;
}

/** The workspace, the app in it and the app's credentials. */
export interface Workspace {
  teamId: string;
  teamName: string;
  externalTeamId: string;
  appId: string;
  botId: string;
  botUserId: string;
  botName: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  channels: readonly WorkspaceChannel[];
  /** None when left out. */
  userGroups?: readonly UserGroup[];
}

/** People one can mention by one name. */
export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: readonly string[];
}

/** The subdomain of the workspace, as `team_domain` carries it. */
export function domainOf(workspace: Workspace): string {
  return workspace.teamName.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
}

/** Wall time in ms since 1970. Slack knows no other time; tests bring their own. */
export interface WallClock {
  now(): number;
}

/** A log in pino's manner: the context first, then a fixed message. */
export interface Log {
  info(context: Record<string, unknown>, message: string): void;
  warn(context: Record<string, unknown>, message: string): void;
}

/** Slack's own waits, in real ms. Tests shorten them; nothing else should. */
export interface WireTimings {
  /** An app has this long to acknowledge (docs.slack.dev/interactivity). */
  ackMs: number;
  /** A trigger id opens one view within this time (docs.slack.dev/surfaces/modals). */
  triggerMs: number;
  /** A response_url works this long (docs.slack.dev/interactivity/handling-user-interaction). */
  responseUrlMs: number;
  /** Waits before each redelivery of an unacknowledged event (docs.slack.dev/apis/events-api). */
  eventRetriesMs: readonly number[];
  /** How often the server pings an open socket. */
  pingMs: number;
  /** A socket is refreshed after about this long: `approximate_connection_time` (docs.slack.dev/apis/events-api/using-socket-mode). */
  connectionMs: number;
  /** The warning comes this long before a socket is refreshed (same page). */
  warningMs: number;
  /** A streamed message closes by itself about this long after its start (slackapi/node-slack-sdk#2702). */
  streamMs: number;
}

export const slackTimings: WireTimings = {
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  eventRetriesMs: [0, 60_000, 300_000],
  pingMs: 10_000,
  connectionMs: 18_060_000,
  warningMs: 10_000,
  streamMs: 300_000,
};

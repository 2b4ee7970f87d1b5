import { App, HTTPReceiver, LogLevel, type Receiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { slashCommand } from "../../command/usage.ts";
import type { Log } from "../../domain/log.ts";
import type { Secret } from "../../domain/secret.ts";
import { confirmedPrefix, openFormPrefix, runPrefix } from "../blocks/buttons.ts";
import { sourcePrefix } from "../views/form.ts";
import type { ListenerDeps } from "./deps.ts";
import { onButton } from "./on-button.ts";
import { onCommand } from "./on-command.ts";
import { onMention } from "./on-mention.ts";
import { onOptions } from "./on-options.ts";
import { onSubmit } from "./on-submit.ts";
import { createSockets } from "./sockets.ts";

export type Connection = { kind: "socket"; appToken: Secret } | { kind: "http"; signingSecret: Secret; port: number };

export interface SlackSettings {
  botToken: Secret;
  connection: Connection;
  /** Absent: Slack itself. */
  apiUrl?: string;
}

const callWithinMs = 10_000;

const place = ({ apiUrl }: SlackSettings) => (apiUrl ? { slackApiUrl: apiUrl } : {});

/**
 * How the bot calls Slack, its own client and Bolt's alike. No retries of the client's own: it would repeat posts that went through, and hold
 * everything behind one busy channel (@slack/web-api 8.2: ten retries over half an hour). The outbox retries by what it knows.
 */
const callingOnce = (settings: SlackSettings) => ({
  ...place(settings),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: callWithinMs,
});

export const createSlackClient = (settings: SlackSettings): WebClient =>
  new WebClient(settings.botToken.reveal(), callingOnce(settings));

const receiverFor = (settings: SlackSettings, log: Log): Receiver => {
  const { connection } = settings;
  if (connection.kind === "socket") {
    const receiving = {
      appToken: connection.appToken.reveal(),
      logLevel: LogLevel.ERROR,
      installerOptions: { clientOptions: place(settings) },
    };
    return createSockets({ settings: receiving, log });
  }
  return new HTTPReceiver({
    signingSecret: connection.signingSecret.reveal(),
    port: connection.port,
    logLevel: LogLevel.ERROR,
  });
};

/** Bolt with every listener of the bot. The receiver only receives: Socket Mode or signed HTTP makes no difference to them. */
export const createSlackApp = ({ settings, deps }: { settings: SlackSettings; deps: ListenerDeps }): App => {
  const app = new App({
    token: settings.botToken.reveal(),
    receiver: receiverFor(settings, deps.log),
    logLevel: LogLevel.ERROR,
    clientOptions: callingOnce(settings),
  });
  app.command(slashCommand, onCommand(deps));
  for (const prefix of [runPrefix, confirmedPrefix, openFormPrefix])
    app.action(startingWith(prefix), onButton(deps) as Parameters<App["action"]>[1]);
  app.view({ callback_id: /^form:/, type: "view_submission" }, onSubmit(deps));
  app.options(startingWith(sourcePrefix), onOptions(deps) as Parameters<App["options"]>[1]);
  app.event("app_mention", onMention(deps));
  app.error(async (error) => deps.log.error({ err: error }, "a delivery from Slack met something unexpected"));
  return app;
};

const startingWith = (prefix: string): RegExp => new RegExp(`^${prefix}`);

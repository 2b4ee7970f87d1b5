import type { SlashCommand } from "../wire.ts";

/** What a line typed into the composer is. */
export type Outgoing =
  | { kind: "message"; text: string }
  | { kind: "command"; command: string; text: string }
  | { kind: "refused"; why: string };

/**
 * Reads a typed line as Slack's client does: `/word` at its start is a command and never a message, and commands do not
 * work in threads (slackapi/python-slack-sdk#1570). Escaping, mentions and unknown commands are the server's part.
 */
export function readOutgoing(typed: string, inThread: boolean, commands: readonly SlashCommand[]): Outgoing {
  const command = /^\/\S*/.exec(typed)?.[0];
  if (command === undefined) return { kind: "message", text: typed.trim() };
  const isKnown = commands.some((each) => each.command === command);
  if (inThread && isKnown) return { kind: "refused", why: `${command} is not supported in threads. Sorry!` };
  return { kind: "command", command, text: typed.slice(command.length).trim() };
}

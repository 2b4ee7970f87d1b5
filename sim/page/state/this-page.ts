import type { Message, View } from "../wire.ts";

/**
 * What a page may show of what the server keeps. In Slack a private answer is gone after a reload, and is no part of
 * the history (docs.slack.dev/reference/methods/chat.postEphemeral); a modal opens in the client that asked for it and
 * goes with it, also when that client had no time to say so. The server keeps both for those who look from a shell.
 */

/** The messages without private answers older than the page. `openedAt`: ms since the epoch by the server's wall. */
export const messagesSince = (openedAt: number, messages: readonly Message[]): Message[] =>
  messages.filter(({ ephemeral, ts }) => !ephemeral || Number(ts) * 1000 >= openedAt);

/** What names a stack of modals for as long as it is open. */
export const stackOf = ({ id, root_view_id: root }: View): string => root || id;

/** The modals without the stacks that were open before the page was. */
export const viewsWithout = (earlier: ReadonlySet<string>, views: readonly View[]): View[] =>
  views.filter((view) => !earlier.has(stackOf(view)));

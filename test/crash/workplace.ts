import type { Message } from "../e2e/talk.ts";

/** A message as everybody in its channel reads it. */
export type Read = Message & { user?: string };

/** The estate's Slack as the people in it use it. */
export interface Workplace {
  /** Types `/isb <words>`. `error`: Slack told its author that it failed. `request`: how the bot knows this one. */
  type(user: string, channel: string, words: string): Promise<{ error?: string; request: string }>;
  /** Oldest first; with a person also what only they see. */
  messages(channel: string, user?: string): Promise<Read[]>;
  channels(): Promise<string[]>;
}

export const createWorkplace = (slackUrl: string): Workplace => {
  const ask = async (path: string, body?: object) => {
    const sent = body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    return (await fetch(`${slackUrl}/_control/${path}`, sent)).json() as Promise<Record<string, unknown>>;
  };
  return {
    async type(user, channel, text) {
      const sent = await ask("command", { user, channel, command: "/isb", text });
      return { request: String(sent.triggerId), ...(sent.error === undefined ? {} : { error: String(sent.error) }) };
    },
    messages: async (channel, user) =>
      (await ask(`messages/${channel}${user === undefined ? "" : `?user=${user}`}`)).messages as Read[],
    channels: async () => ((await ask("state")).channels as { id: string }[]).map(({ id }) => id),
  };
};

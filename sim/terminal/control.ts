import { type ZodType, z } from "zod";
import {
  type CommandSent,
  commandSent,
  type Message,
  messageList,
  type View,
  viewList,
  type WorkspaceState,
  workspaceState,
} from "./wire.ts";

/** The local Slack refused a control call, by its own code. */
export class ControlError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the local Slack answered ${code}`);
    this.name = "ControlError";
    this.code = code;
  }
}

/** The control routes of a local Slack, as a person's hands and eyes. Rejects with `ControlError`, or with fetch's own error when nothing answers. */
export interface Control {
  state(): Promise<WorkspaceState>;
  /** What this person can read in a channel, oldest first. */
  messages(channel: string, user: string): Promise<Message[]>;
  /** This person's open modals, the top one last. */
  views(user: string): Promise<View[]>;
  /** Types a slash command; waits for the acknowledgement or Slack's time-out. */
  command(typed: { channel: string; user: string; text: string }): Promise<CommandSent>;
  /** Server-Sent Events that hint at what to read again. */
  hints(user: string, signal: AbortSignal): Promise<Response>;
}

const refused = z.looseObject({ error: z.string() });
/** Real ms. Longer than Slack's own three seconds for a command. */
const answerWithinMs = 10_000;

/** `slackUrl` without a trailing slash. */
export function createControl({ slackUrl }: { slackUrl: string }): Control {
  const at = (path: string) => `${slackUrl}/_control/${path}`;
  const person = (user: string) => `?user=${encodeURIComponent(user)}`;

  async function call<T>(path: string, shape: ZodType<T>, body?: unknown): Promise<T> {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(at(path), {
      ...init,
      headers: { "content-type": "application/json" },
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const answer: unknown = await response.json();
    if (response.ok) return shape.parse(answer);
    throw new ControlError(refused.safeParse(answer).data?.error ?? `http_${response.status}`);
  }

  return {
    state: () => call("state", workspaceState),
    messages: async (channel, user) =>
      (await call(`messages/${encodeURIComponent(channel)}${person(user)}`, messageList)).messages,
    views: async (user) => (await call(`views/${encodeURIComponent(user)}`, viewList)).views,
    command: (typed) => call("command", commandSent, { ...typed, command: "/isb" }),
    hints: (user, signal) => fetch(at(`events${person(user)}`), { signal }),
  };
}

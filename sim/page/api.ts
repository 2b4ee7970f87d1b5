import type { ClockSnapshot, ElementState, Message, StateValues, Suggestions, View, WorkspaceState } from "./wire.ts";

/** What a changing control route answers; `error` says why the app or the workspace refused. */
export interface Outcome {
  ok: boolean;
  error?: string;
}

export interface SubmitOutcome extends Outcome {
  response_action?: string;
  /** Field errors by block id. */
  errors?: Record<string, string>;
}

/** What a person did to one element: the `action` of a `block_actions` payload. */
export interface Action extends ElementState {
  action_id: string;
  block_id: string;
}

/** Where an element stands: in a message, or in a modal or Home tab (with what is filled in there). */
export type Place = { channel: string; messageTs: string } | { viewId: string; values?: StateValues };

async function call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => undefined)) as (T & { error?: string }) | undefined;
  if (answer === undefined) throw new Error(`the local Slack answered ${response.status} without a body`);
  if (!response.ok && method === "GET") throw new Error(answer.error ?? `the local Slack answered ${response.status}`);
  return answer;
}

/** A changing call whose lost connection is an answer too: the person must be told, not a promise left rejected. */
async function change<T extends Outcome>(path: string, body: object): Promise<T> {
  try {
    return await call<T>("POST", path, body);
  } catch (cause) {
    return { ok: false, error: cause instanceof Error ? cause.message : String(cause) } as T;
  }
}

export const readState = () => call<WorkspaceState>("GET", "state");
export const readClock = () => call<ClockSnapshot>("GET", "clock");
export const readMessages = (channel: string, user: string) =>
  call<{ messages: Message[] }>("GET", `messages/${channel}?user=${user}`).then((answer) => answer.messages);
export const readViews = (user: string) => call<{ views: View[]; home: View | null }>("GET", `views/${user}`);

export const sendCommand = (body: { channel: string; user: string; command: string; text: string }) =>
  change("command", body);
export const sendMessage = (body: { channel: string; user: string; text: string; thread_ts?: string }) =>
  change("message", body);
export const interact = (place: Place, user: string, action: Action) => change("interact", { ...place, user, action });
export const suggest = (place: Place, body: { user: string; block_id: string; action_id: string; value: string }) =>
  change<Outcome & Suggestions>("options", { ...place, ...body });
export const submitView = (body: { user: string; viewId: string; values: StateValues }) =>
  change<SubmitOutcome>("view/submit", body);
export const closeView = (body: { user: string; viewId: string }) => change("view/close", body);
/** The page goes, and its modals with it. Sent to the end although nobody waits for the answer any more. */
export const leaveViews = (user: string) =>
  void fetch("/_control/view/leave", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user }),
    keepalive: true,
  }).catch(() => {});
export const openHome = (user: string) => change("open-home", { user });

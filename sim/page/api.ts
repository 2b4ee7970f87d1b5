import type { ClockSnapshot, ElementState, Message, StateValues, Suggestions, View, WorkspaceState } from "./wire.ts";

/** What a changing control route answers; `error` says why the app or the workspace refused. */
export interface Outcome {
  ok: boolean;
  error?: string;
  /** Nobody answered: the connection is what failed. */
  isLost?: boolean;
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

/** Where an element stands: in a message, or in a modal or Home tab. */
export type Place = { channel: string; messageTs: string } | { viewId: string };

export async function call<T>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<T> {
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
export async function change<T extends Outcome>(
  path: string,
  body: object,
  method: "POST" | "DELETE" = "POST",
): Promise<T> {
  try {
    return await call<T>(method, path, body);
  } catch (cause) {
    // `fetch` rejects with a TypeError for the network, and for nothing else that is sent from here.
    const isLost = cause instanceof TypeError;
    return { ok: false, error: cause instanceof Error ? cause.message : String(cause), isLost } as T;
  }
}

export const readState = () => call<WorkspaceState>("GET", "state");
export const readClock = () => call<ClockSnapshot>("GET", "clock");
export const readMessages = (channel: string, user: string) =>
  call<{ messages: Message[] }>("GET", `messages/${channel}?user=${user}`).then((answer) => answer.messages);
export const readViews = (user: string) => call<{ views: View[]; home: View | null }>("GET", `views/${user}`);

export const sendCommand = (body: { channel: string; user: string; command: string; text: string }) =>
  change("command", body);
/** `reply_broadcast`: a reply that is to stand in the channel too. */
export const sendMessage = (body: {
  channel: string;
  user: string;
  text: string;
  thread_ts?: string;
  reply_broadcast?: boolean;
}) => change("message", body);

/** A message as a person points at it. */
export interface Pointed {
  channel: string;
  messageTs: string;
  user: string;
}
export const editMessage = (at: Pointed, text: string) => change("edit", { ...at, text });
export const deleteMessage = (at: Pointed) => change("delete", at);
/** Puts one's reaction under a message, or takes it away again. */
export const react = (at: Pointed, name: string, isOn: boolean) => change("react", { ...at, name, remove: !isOn });
export const takeShortcut = (user: string, callbackId: string, at: { channel?: string; messageTs?: string } = {}) =>
  change("shortcut", { user, callback_id: callbackId, ...at });
/** `values`: everything filled in there, this action included. */
export const interact = (place: Place, user: string, action: Action, values: StateValues) =>
  change("interact", { ...place, user, action, values });
export const suggest = (place: Place, body: { user: string; block_id: string; action_id: string; value: string }) =>
  change<Outcome & Suggestions>("options", { ...place, ...body });
export const submitView = (body: { user: string; viewId: string; values: StateValues }) =>
  change<SubmitOutcome>("view/submit", body);
/** `all`: the whole stack goes, not only the view on top. */
export const closeView = (body: { user: string; viewId: string; all: boolean }) => change("view/close", body);
/** A file on its way into a form: an address is asked for, and the bytes go there. */
export async function uploadFile(user: string, file: File): Promise<Outcome & { file_id?: string }> {
  const about = { user, name: file.name, bytes: file.size };
  const asked = await change<Outcome & { upload_url?: string; file_id?: string }>("upload", about);
  if (!asked.ok || !asked.upload_url) return asked;
  const sent = await fetch(asked.upload_url, { method: "POST", body: file }).catch(() => undefined);
  return sent?.ok
    ? asked
    : { ok: false, error: sent ? `the upload was answered with ${sent.status}` : "no connection" };
}
/** The page goes, and its modals with it. Sent to the end although nobody waits for the answer any more. */
export const leaveViews = (user: string) =>
  void fetch("/_control/view/leave", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user }),
    keepalive: true,
  }).catch(() => {});
export const openHome = (user: string) => change("open-home", { user });
export const openMessages = (user: string) => change("open-home", { user, tab: "messages" });

/** The message a permalink of this workspace points to, in the words of a route. */
export interface PermalinkTarget {
  /** A channel id. */
  place: string;
  /** The thread it stands in; absent for a message of the channel itself. */
  thread?: string;
  /** The message itself. */
  at: string;
}

/**
 * Reads `/archives/<channel>/p<ts without its dot>?thread_ts=…` (docs.slack.dev/reference/methods/chat.getPermalink).
 * Undefined for any other address, or one of another origin than `origin`.
 */
export function readPermalink(href: string, origin: string): PermalinkTarget | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const [, place, seconds, micros] = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(url.pathname) ?? [];
  if (url.origin !== origin || !place) return undefined;
  const thread = url.searchParams.get("thread_ts");
  return { place, at: `${seconds}.${micros}`, ...(thread ? { thread } : {}) };
}

/** The address people copy: `https://…/archives/C0GENERAL/p1763705000000100`, with its thread if it is a reply. */
export function permalinkOf(origin: string, channel: string, message: { ts: string; thread_ts?: string }): string {
  const { ts, thread_ts: thread } = message;
  const query = thread && thread !== ts ? `?thread_ts=${thread}&cid=${channel}` : "";
  return `${origin}/archives/${channel}/p${ts.replace(".", "")}${query}`;
}

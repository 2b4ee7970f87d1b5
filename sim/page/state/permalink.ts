/** The message a permalink of this workspace points to. */
export interface PermalinkTarget {
  channel: string;
  /** The thread it stands in, or the message itself. */
  thread: string;
}

/**
 * Reads `/archives/<channel>/p<ts without its dot>?thread_ts=…` (docs.slack.dev/reference/methods/chat.getPermalink).
 * Undefined for any other address, or one of another origin than `origin`.
 */
export function readPermalink(href: string, origin: string): PermalinkTarget | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const [, channel, seconds, micros] = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(url.pathname) ?? [];
  if (url.origin !== origin || !channel) return undefined;
  return { channel, thread: url.searchParams.get("thread_ts") ?? `${seconds}.${micros}` };
}

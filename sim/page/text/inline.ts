import { createClosings } from "./closings.ts";

/** A run of text inside a line of Slack's mrkdwn. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "emoji"; name: string }
  | { kind: "link"; href: string; label: Inline[] }
  | { kind: "user"; id: string; label?: string }
  | { kind: "channel"; id: string; label?: string }
  | { kind: "channel-name"; name: string }
  | { kind: "group"; label: string }
  | { kind: "broadcast"; range: string }
  | { kind: "date"; seconds: number; format: string; href?: string; fallback: string };

/**
 * What Slack makes of words that merely look like something: `links` of addresses (a message's `text`), `names` of
 * addresses, `@here` and `#channel` too (text objects, unless `verbatim`), or `nothing` (`verbatim: true`).
 * Source: docs.slack.dev/messaging/formatting-message-text, "Automatic parsing".
 */
export type Automatic = "names" | "links" | "nothing";

interface Found {
  node: Inline;
  /** Index after the node. */
  end: number;
}

/** What is being read, and how. */
interface Reading {
  text: string;
  automatic: Automatic;
  closing: ReturnType<typeof createClosings>;
}

/** Whether an address is of a kind that Slack makes a link of. */
export const isLinkable = (address: string): boolean => /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i.test(address);

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** Slack escapes only these three (docs.slack.dev/messaging/formatting-message-text, "Escaping text"). */
export function unescapeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Reads what stands between `<` and `>`; `undefined` when it is no reference Slack knows and so is plain text. */
function reference(inner: string): Inline | undefined {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeEntities(inner.slice(bar + 1));
  const labelled = label ? { label } : {};
  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { kind: "user", id: target.slice(1), ...labelled };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { kind: "channel", id: target.slice(1), ...labelled };
  if (/^!(here|channel|everyone)$/.test(target)) return { kind: "broadcast", range: target.slice(1) };
  if (target.startsWith("!subteam^")) return { kind: "group", label: label ?? target.slice("!subteam^".length) };
  const date = /^!date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date) {
    const [, seconds, format, href] = date;
    return {
      kind: "date",
      seconds: Number(seconds),
      format: unescapeEntities(format ?? ""),
      fallback: label ?? "",
      ...(href && isLinkable(href) ? { href: unescapeEntities(href) } : {}),
    };
  }
  if (!isLinkable(target)) return undefined;
  const href = unescapeEntities(target);
  const children =
    bar < 0
      ? [{ kind: "text" as const, text: href.replace(/^(mailto|tel):/, "") }]
      : readInline(inner.slice(bar + 1), "nothing");
  return { kind: "link", href, label: children };
}

function code(text: string, at: number): Found | undefined {
  const end = text.indexOf("`", at + 1);
  const inner = text.slice(at + 1, end);
  if (end <= at + 1 || inner.includes("\n")) return undefined;
  return { node: { kind: "code", text: unescapeEntities(inner) }, end: end + 1 };
}

function bracketed(text: string, at: number): Found | undefined {
  const end = text.indexOf(">", at);
  const node = end > 0 ? reference(text.slice(at + 1, end)) : undefined;
  return node && { node, end: end + 1 };
}

const styles = { "*": "strong", _: "emphasis", "~": "strike" } as const;

function styled({ text, automatic, closing }: Reading, at: number): Found | undefined {
  if (!/\S/.test(text[at + 1] ?? " ")) return undefined;
  const end = closing(at);
  if (end < 0) return undefined;
  const kind = styles[text[at] as keyof typeof styles];
  return { node: { kind, children: readInline(text.slice(at + 1, end), automatic) }, end: end + 1 };
}

const emojiName = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/;
const address = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~]/;
const broadcast = /^@(here|channel|everyone)(?![\p{L}\p{N}_-])/u;
const channelName = /^#([\p{Ll}\p{Lo}\p{N}_-]{1,80})/u;

function emoji(text: string, at: number): Found | undefined {
  const name = emojiName.exec(text.slice(at, at + 100))?.[1];
  return name ? { node: { kind: "emoji", name }, end: at + name.length + 2 } : undefined;
}

function automaticAt(text: string, at: number, automatic: Automatic): Found | undefined {
  const rest = text.slice(at);
  const link = automatic !== "nothing" && text[at] === "h" ? address.exec(rest)?.[0] : undefined;
  if (link) {
    const href = unescapeEntities(link);
    return { node: { kind: "link", href, label: [{ kind: "text", text: href }] }, end: at + link.length };
  }
  if (automatic !== "names") return undefined;
  const [everyone, range] = broadcast.exec(rest) ?? [];
  if (everyone && range) return { node: { kind: "broadcast", range }, end: at + everyone.length };
  const [channel, name] = channelName.exec(rest) ?? [];
  if (channel && name) return { node: { kind: "channel-name", name }, end: at + channel.length };
  return undefined;
}

function nodeAt(reading: Reading, at: number): Found | undefined {
  const { text, automatic } = reading;
  const char = text[at] as string;
  if (char === "`") return code(text, at);
  if (char === "<") return bracketed(text, at);
  if (isWord(text[at - 1])) return undefined;
  if (char in styles) return styled(reading, at);
  if (char === ":") return emoji(text, at);
  if (char === "h" || char === "@" || char === "#") return automaticAt(text, at, automatic);
  return undefined;
}

/** Reads one stretch of mrkdwn, line breaks included, without quotes and code blocks. */
export function readInline(text: string, automatic: Automatic): Inline[] {
  const reading = { text, automatic, closing: createClosings(text) };
  const nodes: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: unescapeEntities(plain) });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = nodeAt(reading, at);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

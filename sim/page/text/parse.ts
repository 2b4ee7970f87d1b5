/** A run of text inside a line of Slack's mrkdwn. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "emoji"; name: string }
  | { kind: "link"; href: string; label: Inline[] }
  | { kind: "user"; id: string; label?: string }
  | { kind: "channel"; id: string; label?: string }
  | { kind: "group"; label: string }
  | { kind: "broadcast"; range: string }
  | { kind: "date"; seconds: number; format: string; href?: string; fallback: string };

/** A paragraph, a quotation or a block of code. */
export type Passage = { kind: "paragraph" | "quote"; children: Inline[] } | { kind: "pre"; text: string };

/** Slack escapes only these three (docs.slack.dev/messaging/formatting-message-text, "Escaping text"). */
export function unescapeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

const linkable = /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i;
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

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
      ...(href && linkable.test(href) ? { href: unescapeEntities(href) } : {}),
    };
  }
  if (!linkable.test(target)) return undefined;
  const href = unescapeEntities(target);
  const children =
    bar < 0 ? [{ kind: "text" as const, text: href.replace(/^(mailto|tel):/, "") }] : styled(inner.slice(bar + 1));
  return { kind: "link", href, label: children };
}

/** Where the mark opened at `start` closes, or -1. A mark closes on its own line, after a non-space, before a non-word. */
function closing(text: string, start: number): number {
  const mark = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") return -1;
    const skipTo = char === "`" ? text.indexOf("`", at + 1) : char === "<" ? text.indexOf(">", at + 1) : -1;
    if (skipTo > 0) at = skipTo;
    else if (char === mark && at > start + 1 && !/\s/.test(text[at - 1] ?? " ") && !isWord(text[at + 1])) return at;
  }
  return -1;
}

const styles = { "*": "strong", _: "emphasis", "~": "strike" } as const;

interface Found {
  node: Inline;
  /** Index after the node. */
  end: number;
}

function nodeAt(text: string, at: number): Found | undefined {
  const char = text[at] as string;
  const before = text[at - 1];
  if (char === "`") {
    const end = text.indexOf("`", at + 1);
    const inner = text.slice(at + 1, end);
    if (end > at + 1 && !inner.includes("\n"))
      return { node: { kind: "code", text: unescapeEntities(inner) }, end: end + 1 };
  }
  if (char === "<") {
    const end = text.indexOf(">", at);
    const node = end > 0 ? reference(text.slice(at + 1, end)) : undefined;
    if (node) return { node, end: end + 1 };
  }
  if (char in styles && !isWord(before) && /\S/.test(text[at + 1] ?? " ")) {
    const end = closing(text, at);
    if (end > 0)
      return {
        node: { kind: styles[char as keyof typeof styles], children: styled(text.slice(at + 1, end)) },
        end: end + 1,
      };
  }
  if (char === ":" && !isWord(before)) {
    const name = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.exec(text.slice(at, at + 80))?.[1];
    if (name) return { node: { kind: "emoji", name }, end: at + name.length + 2 };
  }
  if (char === "h" && !isWord(before)) {
    const address = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~]/.exec(text.slice(at))?.[0];
    if (address) {
      const href = unescapeEntities(address);
      return { node: { kind: "link", href, label: [{ kind: "text", text: href }] }, end: at + address.length };
    }
  }
  return undefined;
}

function styled(text: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: unescapeEntities(plain) });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = nodeAt(text, at);
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

/** Reads Slack's mrkdwn. What was escaped stays text: `&lt;!channel&gt;` is never a mention. */
export function parseMrkdwn(text: string): Passage[] {
  const passages: Passage[] = [];
  for (const [index, piece] of text.split("```").entries()) {
    const isCode = index % 2 === 1;
    if (isCode) {
      passages.push({ kind: "pre", text: unescapeEntities(piece.replace(/^\n|\n$/g, "")) });
      continue;
    }
    let lines: string[] = [];
    let quoted = false;
    const flush = () => {
      const body = lines.join("\n");
      if (body !== "" && (quoted || body.trim() !== "")) {
        passages.push({ kind: quoted ? "quote" : "paragraph", children: styled(body) });
      }
      lines = [];
    };
    for (const line of piece.replace(/^\n/, index > 0 ? "" : "\n").split("\n")) {
      const quote = /^(?:&gt;|>) ?/.exec(line);
      if (Boolean(quote) !== quoted) flush();
      quoted = Boolean(quote);
      lines.push(quote ? line.slice(quote[0].length) : line);
    }
    flush();
  }
  return passages;
}

/** Reads a `plain_text` object: only emoji names mean anything, and only while `emoji` is not false. */
export function parsePlain(text: string, emoji: boolean): Inline[] {
  if (!emoji) return [{ kind: "text", text: unescapeEntities(text) }];
  return text.split(/(:[a-z0-9_+'-]+:)/).flatMap((piece): Inline[] => {
    if (piece === "") return [];
    const isEmoji = /^:[a-z0-9_+'-]+:$/.test(piece);
    return [isEmoji ? { kind: "emoji", name: piece.slice(1, -1) } : { kind: "text", text: unescapeEntities(piece) }];
  });
}

import { userName } from "../directory.ts";
import type { Parts } from "../parts.ts";

/** Text already in Slack's own form: `<@U…>`, `<#C…>`, `<!…>`, `<mailto:…>`, `<https://…>`. */
const encoded = /<(?:[@#!][^<>]+|mailto:[^<>]+|https?:\/\/[^<>]+)>/g;

/** Turns typed text into what Slack sends: `&`, `<` and `>` as entities, what is already encoded left alone. */
export function escapeTyped(text: string): string {
  const kept = text.match(encoded) ?? [];
  const escaped = text.split(encoded).map((part) =>
    part
      .replace(/&(?!amp;|lt;|gt;)/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;"),
  );
  return escaped.map((part, index) => part + (kept[index] ?? "")).join("");
}

/** `@name` and `#channel` as Slack writes them, with the readable name behind the bar if `named`. */
export function withMentions(parts: Parts, text: string, named: boolean): string {
  const { workspace } = parts;
  return text
    .replace(/(^|\s)@([a-z0-9._-]+)/gi, (whole, before: string, name: string) => {
      const person = parts.directory.all().find((each) => userName(each) === name.toLowerCase());
      const id = person?.slackId ?? (name === workspace.botName ? workspace.botUserId : undefined);
      return id === undefined ? whole : `${before}<@${id}${named ? `|${name}` : ""}>`;
    })
    .replace(/(^|\s)#([a-z0-9_-]+)/gi, (whole, before: string, name: string) => {
      const channel = parts.channels.find(name);
      return channel === undefined ? whole : `${before}<#${channel.id}|${named ? channel.name : ""}>`;
    });
}

/** Links and email addresses of a message, as Slack writes them. */
export function withLinks(text: string): string {
  return text
    .replace(/(^|\s)(https?:\/\/[^\s<>]+)/g, "$1<$2>")
    .replace(/(^|\s)([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g, "$1<mailto:$2|$2>");
}

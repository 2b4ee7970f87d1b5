import type { TextObject } from "@slack/types";
import type { ReactNode } from "react";
import { readPermalink } from "../state/permalink.ts";
import { addressOf } from "../state/use-route.ts";
import { nameOfChannel, nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { fillDateTokens, fullTime, isDate } from "./dates.ts";
import { charOf, emojiOf } from "./emoji.ts";
import type { Automatic, Inline } from "./inline.ts";
import { type Passage, parseMrkdwn, parsePlain } from "./parse.ts";

/** A person, bot or group named in a text; the reader's own name stands out, as in Slack. */
export function UserMention({ id, label }: { id: string; label?: string | undefined }) {
  const { state, me } = useWorkspace();
  const user = state.users.find((each) => each.id === id);
  return (
    <span className={id === me.id ? "mention mention-me" : "mention"}>@{user ? nameOfUser(user) : (label ?? id)}</span>
  );
}

export function ChannelMention({ id, label }: { id: string; label?: string | undefined }) {
  const { state, me, channels } = useWorkspace();
  const visible = channels.some((each) => each.id === id);
  const channel = state.channels.find((each) => each.id === id);
  if (!visible)
    return (
      <span className="mention">
        {channel?.is_private || !channel ? (label ?? "private channel") : `#${channel.name}`}
      </span>
    );
  return (
    <a className="mention" href={addressOf({ user: me.id, place: id })}>
      #{channel ? nameOfChannel(channel, state, me.id) : label}
    </a>
  );
}

/** `#name` as somebody wrote it: a link when there is such a channel for all to see, else what was written. */
function ChannelName({ name }: { name: string }) {
  const { state } = useWorkspace();
  const channel = state.channels.find((each) => each.name === name && !each.is_private);
  return channel ? <ChannelMention id={channel.id} /> : `#${name}`;
}

export function Broadcast({ range }: { range: string }) {
  return <span className="mention mention-me">@{range}</span>;
}

/** A user group, by the name the message gives it; this workspace knows none itself. */
export function GroupMention({ label }: { label: string }) {
  return <span className="mention">@{label.replace(/^@/, "")}</span>;
}

export function Emoji({ name, unicode }: { name: string; unicode?: string | undefined }) {
  const char = emojiOf(name) ?? charOf(unicode ?? "");
  if (!char) return <>{`:${name}:`}</>;
  return (
    <span className="emoji" role="img" aria-label={`${name.replaceAll("_", " ")} emoji`} title={`:${name}:`}>
      {char}
    </span>
  );
}

/** A date in the reader's zone; the tooltip says the whole of it. */
export function SlackDate(props: { seconds: number; format: string; href?: string | undefined; fallback: string }) {
  const { reader } = useWorkspace();
  if (!isDate(props.seconds)) return <>{props.fallback}</>;
  const ms = props.seconds * 1000;
  const text = fillDateTokens(props.format, props.seconds, reader);
  return (
    <time dateTime={new Date(ms).toISOString()} title={fullTime(ms, reader)}>
      {props.href ? <Link href={props.href}>{text}</Link> : text}
    </time>
  );
}

/** A link out of the page; a link to a message of this workspace stays in it, as the same person. */
export function Link({ href, children }: { href: string; children: ReactNode }) {
  const { me } = useWorkspace();
  const target = readPermalink(href, location.origin);
  if (target) {
    return <a href={addressOf({ user: me.id, ...target })}>{children}</a>;
  }
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function drawOne(node: Inline, key: number): ReactNode {
  switch (node.kind) {
    case "text":
      return node.text;
    case "strong":
      return <strong key={key}>{node.children.map(drawOne)}</strong>;
    case "emphasis":
      return <em key={key}>{node.children.map(drawOne)}</em>;
    case "strike":
      return <s key={key}>{node.children.map(drawOne)}</s>;
    case "code":
      return <code key={key}>{node.text}</code>;
    case "emoji":
      return <Emoji key={key} name={node.name} />;
    case "link":
      return (
        <Link key={key} href={node.href}>
          {node.label.map(drawOne)}
        </Link>
      );
    case "user":
      return <UserMention key={key} id={node.id} label={node.label} />;
    case "channel":
      return <ChannelMention key={key} id={node.id} label={node.label} />;
    case "channel-name":
      return <ChannelName key={key} name={node.name} />;
    case "group":
      return <GroupMention key={key} label={node.label} />;
    case "broadcast":
      return <Broadcast key={key} range={node.range} />;
    case "date":
      return <SlackDate key={key} {...node} />;
  }
}

function drawPassage(passage: Passage, key: number): ReactNode {
  if (passage.kind === "pre") return <pre key={key}>{passage.text}</pre>;
  const Tag = passage.kind === "quote" ? "blockquote" : "div";
  return <Tag key={key}>{passage.children.map(drawOne)}</Tag>;
}

/** A line of nothing but a few emoji is drawn large, as in Slack. */
const isOnlyEmoji = (passages: readonly Passage[]) => {
  const [only, ...more] = passages;
  if (!only || more.length > 0 || only.kind !== "paragraph") return false;
  const drawn = only.children.filter((node) => node.kind !== "text" || node.text.trim() !== "");
  return drawn.length > 0 && drawn.length <= 23 && drawn.every((node) => node.kind === "emoji" && emojiOf(node.name));
};

/**
 * Slack's mrkdwn. Our own because slack-blocks-to-jsx 1.1.1 draws escaped text (`&lt;!channel&gt;`) as a live mention,
 * styles plain text and table cells, and leaves `<@U1|name>` unresolved: a reader would see what the app did not send.
 */
export function Mrkdwn({ text, automatic = "links" }: { text: string; automatic?: Automatic }) {
  const passages = parseMrkdwn(text, automatic);
  const isJumbo = automatic === "links" && isOnlyEmoji(passages);
  return <div className={isJumbo ? "mrkdwn jumbo" : "mrkdwn"}>{passages.map(drawPassage)}</div>;
}

/** A `plain_text` string on one line of something else: a title, a label, an option. */
export function Plain({ text, emoji = true }: { text: string; emoji?: boolean | undefined }) {
  return <>{parsePlain(text, emoji).map(drawOne)}</>;
}

/** Either kind of Slack's text object. */
export function Text({ of }: { of: TextObject }) {
  if (of.type === "mrkdwn") return <Mrkdwn text={of.text} automatic={of.verbatim ? "nothing" : "names"} />;
  return (
    <div className="mrkdwn">
      <Plain text={of.text} emoji={of.emoji} />
    </div>
  );
}

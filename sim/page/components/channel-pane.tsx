import { useMemo } from "react";
import { addressOf, home } from "../state/use-route.ts";
import { nameOfChannel, otherIn, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel, Message } from "../wire.ts";
import { AppTabs } from "./app-home.tsx";
import { Avatar } from "./avatar.tsx";
import { Composer } from "./composer.tsx";
import { Hash, Lock, People } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";

const inThread = (message: Message) => message.thread_ts !== undefined && message.thread_ts !== message.ts;

/** One channel or direct message: its head, its messages without the threads' replies, and the composer. */
export function ChannelPane(props: {
  channel: Channel;
  messages: readonly Message[];
  isLoaded: boolean;
  drafts: Map<string, string>;
}) {
  const { channel, messages, isLoaded, drafts } = props;
  const { state, me, botUserId } = useWorkspace();
  const name = nameOfChannel(channel, state, me.id);
  const isApp = channel.is_im === true && otherIn(channel, me.id) === botUserId;
  const title = channel.is_im ? name : `#${name}`;

  const { top, replies } = useMemo(() => {
    const byParent = new Map<string, Message[]>();
    for (const message of messages) {
      // Slack counts only what everybody can read.
      if (!inThread(message) || message.ephemeral) continue;
      const parent = message.thread_ts as string;
      byParent.set(parent, [...(byParent.get(parent) ?? []), message]);
    }
    const shown = messages.filter((message) => !inThread(message) || message.subtype === "thread_broadcast");
    return { top: shown, replies: byParent };
  }, [messages]);

  return (
    <main className="pane" aria-label={title}>
      <header className="pane-head">
        <h1>
          {channel.is_im ? (
            <Avatar id={otherIn(channel, me.id) ?? channel.id} name={name} sizePx={24} app={isApp} />
          ) : channel.is_private ? (
            <Lock size={16} />
          ) : (
            <Hash size={16} />
          )}
          {name}
          {isApp && <span className="badge">APP</span>}
        </h1>
        {channel.is_shared && <span className="head-tag">Shared with another organisation</span>}
        {!channel.is_im && (
          <span className="head-members">
            <People size={16} /> {channel.members?.length ?? 0}
            <span className="unseen"> members</span>
          </span>
        )}
      </header>
      {isApp && <AppTabs current="messages" user={me.id} messagesPlace={channel.id} homePlace={home} />}
      <MessageList
        label={`Messages in ${title}`}
        channel={channel.id}
        messages={top}
        repliesOf={(message) => replies.get(message.ts) ?? []}
        threadHref={(message) => addressOf({ user: me.id, place: channel.id, thread: message.ts })}
        opening={
          <div className="opening">
            <strong>{title}</strong>
            {isLoaded
              ? channel.is_im
                ? `This is the very beginning of your messages with ${name}.`
                : `This is the very beginning of the ${title} channel.`
              : "Loading messages…"}
          </div>
        }
      />
      <Composer
        channel={channel}
        placeholder={`Message ${title}`}
        draftKey={`${me.id} ${channel.id}`}
        drafts={drafts}
      />
    </main>
  );
}

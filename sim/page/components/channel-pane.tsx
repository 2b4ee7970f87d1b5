import { useEffect, useMemo, useState } from "react";
import { openMessages } from "../api.ts";
import type { Memory } from "../state/memory.ts";
import { isReply } from "../state/notifications.ts";
import { useNewLine } from "../state/use-new-line.ts";
import { addressOf, home } from "../state/use-route.ts";
import { nameOfChannel, otherIn, titleOfChannel, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel, Message } from "../wire.ts";
import { AppTabs } from "./app-tabs.tsx";
import { ChannelHead } from "./channel-head.tsx";
import { Composer } from "./composer.tsx";
import { MessageList } from "./message-list.tsx";

interface Props {
  channel: Channel;
  messages: readonly Message[];
  isLoaded: boolean;
  /** The ts of the last message that was seen here before; undefined for a place one never was in. */
  readUpTo: string | undefined;
  memory: Memory;
  /** The ts of a message that a link led to. */
  at?: string;
}

/** The messages of the channel itself, and the replies of each that has some. Slack counts only what everybody can read. */
function sortOut(messages: readonly Message[]): { top: Message[]; replies: ReadonlyMap<string, Message[]> } {
  const replies = new Map<string, Message[]>();
  for (const message of messages) {
    if (!isReply(message) || message.ephemeral) continue;
    const parent = message.thread_ts as string;
    replies.set(parent, [...(replies.get(parent) ?? []), message]);
  }
  const top = messages.filter((message) => !isReply(message) || message.subtype === "thread_broadcast");
  return { top, replies };
}

function Opening({ title, isDirect, isLoaded }: { title: string; isDirect: boolean; isLoaded: boolean }) {
  const words = isDirect
    ? `This is the very beginning of your messages with ${title}.`
    : `This is the very beginning of the ${title} channel.`;
  return (
    <div className="opening">
      <strong>{title}</strong>
      {isLoaded ? words : "Loading messages…"}
    </div>
  );
}

/** One channel or direct message: its head, its messages without the threads' replies, and the composer. */
export function ChannelPane({ channel, messages, isLoaded, readUpTo, memory, at }: Props) {
  const { state, me, botUserId } = useWorkspace();
  const [edited, setEdited] = useState<string>();
  const { top, replies } = useMemo(() => sortOut(messages), [messages]);
  const newFrom = useNewLine({ user: me.id, messages: top, isLoaded, readUpTo });
  const title = titleOfChannel(channel, state, me.id);
  const isDirect = Boolean(channel.is_im || channel.is_mpim);
  const isApp = channel.is_im === true && otherIn(channel, me.id) === botUserId;
  const place = `${me.id} ${channel.id}`;
  // Opening either tab of an app tells it (docs.slack.dev/reference/events/app_home_opened).
  useEffect(() => {
    if (isApp) void openMessages(me.id);
  }, [isApp, me.id]);
  const threadOf = (message: Message) => (isReply(message) ? (message.thread_ts as string) : message.ts);

  return (
    <main className="pane" aria-label={title}>
      <ChannelHead channel={channel} isApp={isApp} />
      {isApp && <AppTabs current="messages" user={me.id} messagesPlace={channel.id} homePlace={home} />}
      <MessageList
        label={`Messages in ${title}`}
        channel={channel.id}
        messages={top}
        repliesOf={(message) => replies.get(message.ts) ?? []}
        threadHref={(message) => addressOf({ user: me.id, place: channel.id, thread: threadOf(message) })}
        parentOf={(message) => messages.find((each) => each.ts === message.thread_ts)}
        opening={
          <Opening title={isDirect ? nameOfChannel(channel, state, me.id) : title} {...{ isDirect, isLoaded }} />
        }
        newFrom={newFrom}
        at={at}
        edited={edited}
        onEdit={setEdited}
        position={memory.positions.get(place)}
        onLeave={(px) => (px === undefined ? memory.positions.delete(place) : memory.positions.set(place, px))}
      />
      <Composer
        channel={channel}
        placeholder={`Message ${title}`}
        place={place}
        drafts={memory.drafts}
        onEditLast={() => setEdited(top.findLast((each) => each.user === me.id)?.ts)}
      />
    </main>
  );
}

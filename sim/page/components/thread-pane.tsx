import { useState } from "react";
import type { Memory } from "../state/memory.ts";
import { addressOf, go } from "../state/use-route.ts";
import { titleOfChannel, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel, Message } from "../wire.ts";
import { Composer } from "./composer.tsx";
import { Close } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";

interface Props {
  channel: Channel;
  /** Of the thread's first message. */
  ts: string;
  messages: readonly Message[];
  memory: Memory;
  /** The ts of a message that a link led to. */
  at?: string;
}

/** A thread at the side: its first message, the replies, and a composer of its own. */
export function ThreadPane({ channel, ts, messages, memory, at }: Props) {
  const { state, me } = useWorkspace();
  const [edited, setEdited] = useState<string>();
  const thread = messages.filter((message) => message.ts === ts || message.thread_ts === ts);
  const count = thread.filter((message) => message.ts !== ts && !message.ephemeral).length;
  const title = titleOfChannel(channel, state, me.id);
  const close = () => go({ user: me.id, place: channel.id });
  return (
    <aside
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
    >
      <header className="pane-head">
        <h2>Thread</h2>
        <a className="thread-channel" href={addressOf({ user: me.id, place: channel.id, at: ts })}>
          {title}
        </a>
        <button type="button" className="button-icon" aria-label="Close thread" onClick={close}>
          <Close />
        </button>
      </header>
      <MessageList
        label="Messages in this thread"
        channel={channel.id}
        messages={thread}
        afterFirst={
          <div className="thread-count">
            <span>{count === 0 ? "No replies yet" : `${count} ${count === 1 ? "reply" : "replies"}`}</span>
          </div>
        }
        at={at}
        edited={edited}
        onEdit={setEdited}
      />
      <Composer
        channel={channel}
        threadTs={ts}
        placeholder="Reply…"
        place={`${me.id} ${channel.id} ${ts}`}
        drafts={memory.drafts}
        onEditLast={() => setEdited(thread.findLast((each) => each.user === me.id)?.ts)}
      />
    </aside>
  );
}

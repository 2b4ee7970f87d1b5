import { addressOf, go } from "../state/use-route.ts";
import { nameOfChannel, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel, Message } from "../wire.ts";
import { Composer } from "./composer.tsx";
import { Close } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";

/** A thread at the side: its first message, the replies, and a composer of its own. */
export function ThreadPane(props: {
  channel: Channel;
  ts: string;
  messages: readonly Message[];
  drafts: Map<string, string>;
}) {
  const { channel, ts, messages, drafts } = props;
  const { state, me } = useWorkspace();
  const thread = messages.filter((message) => message.ts === ts || message.thread_ts === ts);
  const count = thread.filter((message) => message.ts !== ts && !message.ephemeral).length;
  const name = nameOfChannel(channel, state, me.id);
  const close = () => go({ user: me.id, place: channel.id });
  return (
    <aside
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
    >
      <header className="pane-head">
        <h2>Thread</h2>
        <a className="thread-channel" href={addressOf({ user: me.id, place: channel.id })}>
          {channel.is_im ? name : `#${name}`}
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
      />
      <Composer
        channel={channel}
        threadTs={ts}
        placeholder="Reply…"
        draftKey={`${me.id} ${channel.id} ${ts}`}
        drafts={drafts}
      />
    </aside>
  );
}

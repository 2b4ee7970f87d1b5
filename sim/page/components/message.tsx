import { useMemo, useState } from "react";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { useActs } from "../state/use-acts.ts";
import { useAuthor } from "../state/use-author.ts";
import { useLongPress } from "../state/use-long-press.ts";
import { useSurfaceState } from "../state/use-surface.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import { fullTime, timeOfDay } from "../text/dates.ts";
import { Mrkdwn } from "../text/mrkdwn.tsx";
import type { Message } from "../wire.ts";
import { AskFirst } from "./ask-first.tsx";
import { Attached } from "./attached.tsx";
import { Avatar } from "./avatar.tsx";
import { Boundary } from "./boundary.tsx";
import { EditBox } from "./edit-box.tsx";
import { Files } from "./files.tsx";
import { Eye } from "./icons.tsx";
import { MessageTools } from "./message-tools.tsx";
import { Reactions } from "./reactions.tsx";
import { ReplyLink } from "./reply-link.tsx";
import { SentBoth } from "./sent-both.tsx";
import { Undrawn } from "./undrawn.tsx";
import { blocksOfMessage, valuesOfBlocks } from "./view-values.ts";

interface Props {
  channel: string;
  message: Message;
  /** Follows a message of the same author within minutes, so it shows no name of its own. */
  compact: boolean;
  replies?: readonly Message[];
  /** Opens the thread; absent inside a thread. */
  threadHref?: string;
  /** The first message of the thread that this reply was sent from to the channel too. */
  parent?: Message | undefined;
  /** A link led here. */
  isPointed?: boolean;
  isEdited?: boolean;
  /** Begins or ends the rewriting of this message. */
  onEdit?(isOn: boolean): void;
}

function Body({ message }: { message: Message }) {
  return (
    <div className="message-body">
      {message.blocks?.length ? (
        <Blocks blocks={message.blocks} scope={message.ts} />
      ) : (
        message.text && <Mrkdwn text={message.text} />
      )}
      {message.edited && <span className="message-edited">(edited)</span>}
      {message.attachments?.map((attachment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no identity but their place
        <Attached key={index} attachment={attachment} />
      ))}
      {message.files && <Files files={message.files} />}
    </div>
  );
}

/** The tools at a message show while the focus is among them. */
const showTools = (message: HTMLElement) =>
  message.querySelector<HTMLElement>(".message-tools [data-key]")?.focus({ preventScroll: true });

/** One message: its author, its time in the reader's zone, its blocks, or its text when it has none. */
export function MessageRow(props: Props) {
  const { channel, message, compact, replies = [], threadHref, parent, isPointed, isEdited, onEdit = () => {} } = props;
  const { me, reader } = useWorkspace();
  const author = useAuthor(message);
  const acts = useActs(channel, message);
  const [isGoing, setGoing] = useState(false);
  const place = useMemo(() => ({ channel, messageTs: message.ts }), [channel, message.ts]);
  const surface = useSurfaceState({
    place,
    user: me.id,
    valuesOf: (stateOf) => valuesOfBlocks(blocksOfMessage(message), stateOf),
  });
  const ms = Number(message.ts) * 1000;
  const isPrivate = message.ephemeral === true;
  const time = (
    <time className="message-time" dateTime={new Date(ms).toISOString()} title={fullTime(ms, reader)}>
      {timeOfDay(ms, reader.timeZone)}
    </time>
  );
  const longPress = useLongPress(showTools);
  const looks = ["message", compact && "compact", isPrivate && "private", isPointed && "pointed"];
  const remove = () => {
    setGoing(false);
    acts.remove();
  };

  return (
    <article
      className={looks.filter(Boolean).join(" ")}
      aria-label={`${author.name}, ${timeOfDay(ms, reader.timeZone)}`}
      data-ts={message.ts}
      tabIndex={-1}
      {...longPress}
    >
      <div className="message-gutter">
        {compact ? time : <Avatar id={author.id} name={author.name} app={author.isApp} />}
      </div>
      <div className="message-main">
        {isPrivate && (
          <div className="message-private">
            <Eye size={14} /> Only visible to you
          </div>
        )}
        {!compact && (
          <div className="message-head">
            <span className="message-author">{author.name}</span>
            {author.isApp && <span className="badge">APP</span>}
            {time}
          </div>
        )}
        {message.subtype === "thread_broadcast" && <SentBoth parent={parent} href={threadHref} />}
        <SurfaceProvider value={surface}>
          {isEdited ? (
            <EditBox
              text={message.text ?? ""}
              onSave={async (text) => (await acts.edit(text)) && onEdit(false)}
              onCancel={() => onEdit(false)}
            />
          ) : (
            <Boundary of={message} instead={<Undrawn what="This message" words={message.text} />}>
              <Body message={message} />
            </Boundary>
          )}
        </SurfaceProvider>
        {acts.problem && (
          <div className="message-problem" role="alert">
            {acts.problem}
          </div>
        )}
        {message.reactions && message.reactions.length > 0 && <Reactions reactions={message.reactions} acts={acts} />}
        {threadHref && replies.length > 0 && <ReplyLink href={threadHref} replies={replies} />}
      </div>
      {!isPrivate && !isEdited && (
        <MessageTools
          channel={channel}
          message={message}
          acts={acts}
          {...(threadHref ? { threadHref } : {})}
          onEdit={() => onEdit(true)}
          onDelete={() => setGoing(true)}
        />
      )}
      {isGoing && (
        <AskFirst title="Delete message" act="Delete" onCancel={() => setGoing(false)} onAct={remove}>
          <p>Are you sure you want to delete this message? This cannot be undone.</p>
          <div className="message-quoted">
            <strong>{author.name}</strong> {time}
            <Mrkdwn text={message.text ?? ""} />
          </div>
        </AskFirst>
      )}
    </article>
  );
}

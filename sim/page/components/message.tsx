import { useMemo } from "react";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { useSurfaceState } from "../state/use-surface.ts";
import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { fullTime, timeOfDay } from "../text/dates.ts";
import { Link, Mrkdwn } from "../text/mrkdwn.tsx";
import type { FileShare, Message } from "../wire.ts";
import { Attached } from "./attached.tsx";
import { Avatar } from "./avatar.tsx";
import { Eye, File, Reply } from "./icons.tsx";
import { ReplyLink } from "./reply-link.tsx";

interface Props {
  channel: string;
  message: Message;
  /** Follows a message of the same author within minutes, so it shows no name of its own. */
  compact: boolean;
  replies?: readonly Message[];
  /** Opens the thread; absent inside a thread. */
  threadHref?: string;
}

function Files({ files }: { files: readonly FileShare[] }) {
  return (
    <ul className="files">
      {files.map((file) => {
        const name = file.title ?? file.name ?? file.id;
        return (
          <li key={file.id} className="file">
            <File />
            {file.url_private ? <Link href={file.url_private}>{name}</Link> : name}
            {file.size !== undefined && <span className="file-size">{file.size} bytes</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** Who wrote it: the app may write under a name of its own choice. */
export function useAuthor(message: Message): { id: string; name: string; isApp: boolean } {
  const { state } = useWorkspace();
  const user = state.users.find((each) => each.id === message.user);
  if (message.user === "USLACKBOT") return { id: message.user, name: "Slackbot", isApp: false };
  const isApp = Boolean(message.bot_id) || user?.is_bot === true;
  const name =
    message.username ?? (user ? nameOfUser(user) : isApp ? (state.app.name ?? "app") : (message.user ?? "Slackbot"));
  return { id: message.user ?? message.bot_id ?? name, name, isApp };
}

/** One message: its author, its time in the reader's zone, its blocks, or its text when it has none. */
export function MessageRow({ channel, message, compact, replies = [], threadHref }: Props) {
  const { me, reader } = useWorkspace();
  const author = useAuthor(message);
  const place = useMemo(() => ({ channel, messageTs: message.ts }), [channel, message.ts]);
  const surface = useSurfaceState({ place, user: me.id });
  const ms = Number(message.ts) * 1000;
  const isPrivate = message.ephemeral === true;
  const time = (
    <time className="message-time" dateTime={new Date(ms).toISOString()} title={fullTime(ms, reader)}>
      {timeOfDay(ms, reader.timeZone)}
    </time>
  );

  return (
    <article
      className={["message", compact && "compact", isPrivate && "private"].filter(Boolean).join(" ")}
      aria-label={`${author.name}, ${timeOfDay(ms, reader.timeZone)}`}
      data-ts={message.ts}
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
        <SurfaceProvider value={surface}>
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
        </SurfaceProvider>
        {threadHref && replies.length > 0 && <ReplyLink href={threadHref} replies={replies} />}
      </div>
      {threadHref && !isPrivate && (
        <div className="message-tools">
          <a href={threadHref} className="button-icon" aria-label="Reply in thread" title="Reply in thread">
            <Reply size={16} />
          </a>
        </div>
      )}
    </article>
  );
}

import { nameOfUser, useWorkspace } from "../state/workspace-context.tsx";
import { fillDateTokens } from "../text/dates.ts";
import type { Message } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Chevron } from "./icons.tsx";

/** The line under a message that has a thread: who replied, how often, when last. */
export function ReplyLink({ href, replies }: { href: string; replies: readonly Message[] }) {
  const { state, reader } = useWorkspace();
  const authors = [...new Set(replies.map((reply) => reply.user ?? reply.bot_id ?? ""))].slice(0, 4);
  // Messages carry real time, not the world's.
  const now = { ...reader, nowMs: Date.now };
  const last = fillDateTokens("Last reply {date_pretty} at {time}", Number(replies.at(-1)?.ts), now);
  return (
    <a className="reply-link" href={href}>
      {authors.map((id) => {
        const user = state.users.find((each) => each.id === id);
        return <Avatar key={id} id={id} name={user ? nameOfUser(user) : id} sizePx={24} app={user?.is_bot ?? false} />;
      })}
      <strong>
        {replies.length} {replies.length === 1 ? "reply" : "replies"}
      </strong>
      <span className="reply-last">{last}</span>
      <span className="reply-view">
        View thread <Chevron size={14} />
      </span>
    </a>
  );
}

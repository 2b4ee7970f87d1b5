import { nameOfChannel, nameOfUser, otherIn, useWorkspace } from "../state/workspace-context.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import type { Channel } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Hash, Lock, People } from "./icons.tsx";
import { PopupButton } from "./popup.tsx";

function Members({ channel }: { channel: Channel }) {
  const { state, me } = useWorkspace();
  const members = (channel.members ?? []).flatMap((id) => state.users.filter((user) => user.id === id));
  const count = channel.members?.length ?? 0;
  return (
    <PopupButton
      label={`${count} ${count === 1 ? "member" : "members"}`}
      className="head-members"
      mark={
        <>
          <People size={16} /> {count}
        </>
      }
    >
      {() => (
        <ul className="people">
          {members.map((user) => (
            <li key={user.id} className="person">
              <Avatar id={user.id} name={nameOfUser(user)} sizePx={28} app={user.is_bot ?? false} />
              <span className="person-name">
                {nameOfUser(user)}
                {user.id === me.id && " (you)"}
                {user.is_bot && <span className="badge">APP</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </PopupButton>
  );
}

/** What a conversation is called, what it is about and who is in it. */
export function ChannelHead({ channel, isApp }: { channel: Channel; isApp: boolean }) {
  const { state, me } = useWorkspace();
  const name = nameOfChannel(channel, state, me.id);
  const mark = channel.is_mpim ? (
    <People size={18} />
  ) : channel.is_im ? (
    <Avatar id={otherIn(channel, me.id) ?? channel.id} name={name} sizePx={24} app={isApp} />
  ) : channel.is_private ? (
    <Lock size={16} />
  ) : (
    <Hash size={16} />
  );
  return (
    <header className="pane-head">
      <h1>
        {mark}
        <span className="head-name">{name}</span>
        {isApp && <span className="badge">APP</span>}
      </h1>
      {channel.topic && (
        <span className="head-topic" title={channel.topic}>
          <Plain text={channel.topic} />
        </span>
      )}
      {channel.is_shared && <span className="head-tag">Shared with another organisation</span>}
      {!channel.is_im && <Members channel={channel} />}
    </header>
  );
}

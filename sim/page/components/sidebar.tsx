import { addressOf, home } from "../state/use-route.ts";
import type { UnreadOf } from "../state/use-unread.ts";
import { nameOfChannel, otherIn, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Hash, House, Lock } from "./icons.tsx";

interface Props {
  place: string | undefined;
  unreadOf: UnreadOf;
}

function Row({ channel, place, unreadOf }: Props & { channel: Channel }) {
  const { state, me, botUserId } = useWorkspace();
  const name = nameOfChannel(channel, state, me.id);
  const unread = unreadOf(channel.id);
  const isApp = otherIn(channel, me.id) === botUserId;
  const isHere = place === channel.id;
  const mark = channel.is_im ? (
    <Avatar id={otherIn(channel, me.id) ?? channel.id} name={name} sizePx={20} app={isApp} />
  ) : channel.is_private ? (
    <Lock size={15} />
  ) : (
    <Hash size={15} />
  );
  return (
    <li>
      <a
        className={unread.any ? "row unread" : "row"}
        href={addressOf({ user: me.id, place: channel.id })}
        aria-current={isHere ? "page" : undefined}
      >
        <span className="row-mark">{mark}</span>
        <span className="row-name">{name}</span>
        {channel.is_shared && <span className="row-tag">shared</span>}
        {unread.any && <span className="unseen">, unread</span>}
        {unread.forMe > 0 && (
          <span className="row-unread">
            {unread.forMe}
            <span className="unseen"> for you</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** The workspace's name, this person's channels, direct messages, and the app. */
export function Sidebar(props: Props) {
  const { state, me, channels, botUserId } = useWorkspace();
  const rooms = channels.filter((channel) => !channel.is_im);
  const apps = channels.filter((channel) => channel.is_im && otherIn(channel, me.id) === botUserId);
  const direct = channels.filter((channel) => channel.is_im && !apps.includes(channel));
  const section = (title: string, list: Channel[]) =>
    list.length > 0 && (
      <>
        <h2>{title}</h2>
        <ul>
          {list.map((channel) => (
            <Row key={channel.id} channel={channel} {...props} />
          ))}
        </ul>
      </>
    );
  return (
    <nav className="sidebar" aria-label="Channels and direct messages">
      <div className="sidebar-head">{state.workspace.name ?? state.workspace.teamName ?? "Workspace"}</div>
      <div className="sidebar-scroll">
        <ul>
          <li>
            <a
              className="row"
              href={addressOf({ user: me.id, place: home })}
              aria-current={props.place === home ? "page" : undefined}
            >
              <span className="row-mark">
                <House size={16} />
              </span>
              <span className="row-name">Home</span>
            </a>
          </li>
        </ul>
        {section("Channels", rooms)}
        {section("Direct messages", direct)}
        {section("Apps", apps)}
      </div>
    </nav>
  );
}

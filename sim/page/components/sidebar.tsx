import { type KeyboardEvent, type ReactNode, useState } from "react";
import { about, addressOf, home } from "../state/use-route.ts";
import type { UnreadOf } from "../state/use-unread.ts";
import { nameOfChannel, otherIn, useWorkspace } from "../state/workspace-context.tsx";
import type { Channel } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Down, Hash, Lock, People } from "./icons.tsx";

interface Props {
  place: string | undefined;
  unreadOf: UnreadOf;
}

function Mark({ channel, name, isApp }: { channel: Channel; name: string; isApp: boolean }) {
  const { me } = useWorkspace();
  if (channel.is_mpim) return <People size={15} />;
  if (channel.is_im) {
    return <Avatar id={otherIn(channel, me.id) ?? channel.id} name={name} sizePx={20} app={isApp} />;
  }
  return channel.is_private ? <Lock size={15} /> : <Hash size={15} />;
}

function Row({ channel, place, unreadOf }: Props & { channel: Channel }) {
  const { state, me, botUserId } = useWorkspace();
  const name = nameOfChannel(channel, state, me.id);
  const unread = unreadOf(channel.id);
  const isApp = otherIn(channel, me.id) === botUserId;
  const isHere = place === channel.id || (isApp && (place === home || place === about));
  return (
    <li>
      <a
        className={unread.any ? "row unread" : "row"}
        href={addressOf({ user: me.id, place: channel.id })}
        aria-current={isHere ? "page" : undefined}
      >
        <span className="row-mark">
          <Mark channel={channel} name={name} isApp={isApp} />
        </span>
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

/** A list under a heading that folds it away; what is unread and where one is stay in sight, as in Slack. */
function Section({ title, children }: { title: string; children(isFolded: boolean): ReactNode }) {
  const [isFolded, setFolded] = useState(false);
  return (
    <>
      <h2>
        <button type="button" className="section-fold" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
          <Down size={12} />
          {title}
        </button>
      </h2>
      <ul>{children(isFolded)}</ul>
    </>
  );
}

/** The arrow keys, Home and End go from row to row. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".row, .section-fold")];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined || here < 0) return;
  event.preventDefault();
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

/** The workspace's name, this person's channels, direct messages, and the app. */
export function Sidebar(props: Props) {
  const { state, me, channels, botUserId } = useWorkspace();
  const rooms = channels.filter((channel) => !channel.is_im && !channel.is_mpim);
  const apps = channels.filter((channel) => channel.is_im && otherIn(channel, me.id) === botUserId);
  const direct = channels.filter((channel) => !rooms.includes(channel) && !apps.includes(channel));
  const section = (title: string, list: Channel[]) =>
    list.length > 0 && (
      <Section title={title}>
        {(isFolded) =>
          list
            .filter(({ id }) => !isFolded || id === props.place || props.unreadOf(id).any)
            .map((channel) => <Row key={channel.id} channel={channel} {...props} />)
        }
      </Section>
    );
  return (
    <nav className="sidebar" aria-label="Channels and direct messages" onKeyDown={moveAmongRows}>
      <div className="sidebar-head">{state.workspace.name ?? state.workspace.teamName ?? "Workspace"}</div>
      <div className="sidebar-scroll">
        {section("Channels", rooms)}
        {section("Direct messages", direct)}
        {section("Apps", apps)}
      </div>
    </nav>
  );
}

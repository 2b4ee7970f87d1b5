import { useEffect, useMemo, useRef, useState } from "react";
import { AppHome } from "./components/app-home.tsx";
import { ChannelPane } from "./components/channel-pane.tsx";
import { ModalStack } from "./components/modal.tsx";
import { NoSuchPerson } from "./components/no-such-person.tsx";
import { NoticeBar } from "./components/notice-bar.tsx";
import { Sidebar } from "./components/sidebar.tsx";
import { ThreadPane } from "./components/thread-pane.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { OpenedProvider } from "./state/opened.tsx";
import { useClock } from "./state/use-clock.ts";
import { addressOf, go, home, useRoute } from "./state/use-route.ts";
import { type Server, useServer } from "./state/use-server.ts";
import { useUnread } from "./state/use-unread.ts";
import { botUserIdOf, nameOfChannel, type Workspace, WorkspaceContext } from "./state/workspace-context.tsx";
import type { User, WorkspaceState } from "./wire.ts";

/** The page: one person's view of the workspace, or who it could be when the address names nobody. */
export function App() {
  const route = useRoute();
  const server = useServer(route.user);
  const people = server.state?.users.filter((user) => !user.is_bot) ?? [];
  const me = people.find((user) => user.id === route.user);
  const last = localStorage.getItem("last-person");
  const first = people.find((user) => user.id === last) ?? people.find((user) => user.name === "user1") ?? people[0];

  useEffect(() => {
    if (me) localStorage.setItem("last-person", me.id);
    else if (first && !route.user) go({ ...route, user: first.id });
  }, [me, first, route]);

  if (server.state && route.user && !me) return <NoSuchPerson called={route.user} people={people} />;
  if (!server.state || !me) {
    return (
      <main className="loading" aria-busy="true">
        {server.connected ? "Loading…" : "The local Slack does not answer. Trying again…"}
      </main>
    );
  }
  return (
    <OpenedProvider>
      <Client key={me.id} me={me} state={server.state} server={server} />
    </OpenedProvider>
  );
}

function Client({ me, state, server }: { me: User; state: WorkspaceState; server: Server }) {
  const route = useRoute();
  const [drawer, setDrawer] = useState(false);
  const clock = useClock(server.clock);
  const drafts = useRef(new Map<string, string>());

  const channels = useMemo(() => state.channels.filter((each) => each.members?.includes(me.id)), [state, me]);
  const workspace: Workspace = useMemo(
    () => ({
      state,
      me,
      botUserId: botUserIdOf(state),
      channels,
      reader: { timeZone: me.tz ?? "UTC", nowMs: clock },
    }),
    [state, me, channels, clock],
  );
  const channel = channels.find((each) => each.id === route.place);
  const atHome = route.place === home;
  const unreadOf = useUnread({
    user: me.id,
    began: state.workspace.began ?? "",
    messages: server.messages,
    open: channel?.id,
  });

  useEffect(() => {
    const start = channels.find((each) => each.name === "general") ?? channels[0];
    if (!atHome && !channel && start) location.replace(addressOf({ user: me.id, place: start.id }));
  }, [atHome, channel, channels, me]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the drawer
  useEffect(() => setDrawer(false), [route.place, route.thread]);

  const title = atHome ? "Home" : channel ? nameOfChannel(channel, state, me.id) : "";
  useEffect(() => {
    document.title = `${title} · ${state.workspace.name ?? state.workspace.teamName ?? "Slack"}`;
  }, [title, state]);

  const messages = channel ? (server.messages[channel.id] ?? []) : [];
  return (
    <WorkspaceContext value={workspace}>
      <div className={drawer ? "client drawer-open" : "client"} data-thread={Boolean(route.thread)}>
        <TopBar onMenu={() => setDrawer(!drawer)} isMenuOpen={drawer} clock={server.clock} />
        <Sidebar place={route.place} unreadOf={unreadOf} />
        <NoticeBar server={server} />
        {atHome && <AppHome view={server.home} />}
        {channel && (
          <ChannelPane
            key={channel.id}
            channel={channel}
            messages={messages}
            isLoaded={channel.id in server.messages}
            drafts={drafts.current}
          />
        )}
        {channel && route.thread && (
          <ThreadPane
            key={route.thread}
            channel={channel}
            ts={route.thread}
            messages={messages}
            drafts={drafts.current}
          />
        )}
        <ModalStack views={server.views} onChanged={server.refreshViews} />
      </div>
    </WorkspaceContext>
  );
}

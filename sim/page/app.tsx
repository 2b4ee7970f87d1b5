import { useEffect, useMemo, useState } from "react";
import { AboutApp } from "./components/about-app.tsx";
import { AppHome } from "./components/app-home.tsx";
import { Boundary } from "./components/boundary.tsx";
import { ChannelPane } from "./components/channel-pane.tsx";
import { ModalStack } from "./components/modal.tsx";
import { NoSuchPerson } from "./components/no-such-person.tsx";
import { NoticeBar } from "./components/notice-bar.tsx";
import { Toasts } from "./components/phone/toasts.tsx";
import { Rail } from "./components/rail.tsx";
import { Sidebar } from "./components/sidebar.tsx";
import { SkipLinks } from "./components/skip-links.tsx";
import { ThreadPane } from "./components/thread-pane.tsx";
import { Tools } from "./components/tools/tools.tsx";
import { TrafficPage } from "./components/tools/traffic-page.tsx";
import { TopBar } from "./components/top-bar.tsx";
import { Part } from "./components/undrawn.tsx";
import { createMemory } from "./state/memory.ts";
import { OpenedProvider } from "./state/opened.tsx";
import { useClock } from "./state/use-clock.ts";
import { useEstate } from "./state/use-estate.ts";
import { useNotifications } from "./state/use-notifications.ts";
import { PanelProvider, usePanel } from "./state/use-panel.tsx";
import { useRegions } from "./state/use-regions.ts";
import { about, addressOf, go, home, traffic, useRoute } from "./state/use-route.ts";
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
    <PanelProvider>
      <OpenedProvider>
        <Client key={me.id} me={me} state={server.state} server={server} />
      </OpenedProvider>
    </PanelProvider>
  );
}

function Client({ me, state, server }: { me: User; state: WorkspaceState; server: Server }) {
  const route = useRoute();
  const [drawer, setDrawer] = useState(false);
  const estate = useEstate();
  const clock = useClock(estate.clock ?? server.clock);
  const [memory] = useState(() => createMemory(sessionStorage));
  const panel = usePanel();
  useRegions();

  const { connected: isConnected } = server;
  const workspace = useMemo(() => ({ ...workspaceOf(state, me, clock), isConnected }), [state, me, clock, isConnected]);
  const { channels, app } = workspace;
  const channel = channels.find((each) => each.id === route.place);
  const began = state.workspace.began ?? "";
  const unread = useUnread({ user: me.id, began, channels, messages: server.messages, open: channel?.id });
  const notifications = useNotifications({ user: me.id, began, channels, messages: server.messages });

  const news = notifications.filter((each) => each.message.ts > (unread.markOf(each.channel.id) ?? "")).length;

  const isElsewhere = [about, traffic].includes(route.place ?? "") || (route.place === home && app.hasHome);
  useEffect(() => {
    const start = channels.find((each) => each.name === "general") ?? channels[0];
    if (!isElsewhere && !channel && start) location.replace(addressOf({ user: me.id, place: start.id }));
  }, [isElsewhere, channel, channels, me]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the drawer
  useEffect(() => setDrawer(false), [route.place, route.thread, route.at]);
  useEffect(() => {
    const title = channel ? nameOfChannel(channel, state, me.id) : (placeNames[route.place ?? ""] ?? "");
    document.title = `${news > 0 ? `(${news}) ` : ""}${title} · ${state.workspace.name ?? "Slack"}`;
  }, [channel, route.place, state, me, news]);

  const messages = channel ? (server.messages[channel.id] ?? []) : [];
  const pointed = route.at ? { at: route.at } : {};
  return (
    <WorkspaceContext value={workspace}>
      <div className={drawer ? "client drawer-open" : "client"} data-thread={Boolean(route.thread)}>
        <SkipLinks />
        <TopBar onMenu={() => setDrawer(!drawer)} isMenuOpen={drawer} estate={estate} />
        <Rail place={route.place} news={news} />
        <Sidebar place={route.place} unreadOf={unread.of} />
        <NoticeBar server={server} />
        {route.place === home && app.hasHome && <AppHome view={server.home} />}
        {route.place === about && <AboutApp />}
        {route.place === traffic && <TrafficPage logged={server.logged} clock={estate.clock} />}
        {channel && (
          <Part key={channel.id} what="This conversation" className="pane" of={messages}>
            <ChannelPane
              channel={channel}
              messages={messages}
              isLoaded={channel.id in server.messages}
              readUpTo={unread.markOf(channel.id)}
              memory={memory}
              {...(route.thread ? {} : pointed)}
            />
          </Part>
        )}
        {channel && route.thread && (
          <Part key={route.thread} what="This thread" className="thread" of={messages}>
            <ThreadPane channel={channel} ts={route.thread} messages={messages} memory={memory} {...pointed} />
          </Part>
        )}
        <Part key={panel.open} what="This panel" className="drawer" of={notifications}>
          <Tools estate={estate} notifications={notifications} messages={server.messages} logged={server.logged} />
        </Part>
        <Boundary of={notifications} instead={null}>
          <Toasts
            notifications={notifications}
            isQuiet={panel.open === "phone" || panel.open === "activity"}
            open={channel?.id}
            {...(route.thread ? { thread: route.thread } : {})}
          />
        </Boundary>
        <ModalStack views={server.views} onChanged={server.refreshViews} />
      </div>
    </WorkspaceContext>
  );
}

const placeNames: Record<string, string> = { [home]: "Home", [about]: "About", [traffic]: "Traffic" };

/** The workspace as one person sees it. What a manifest does not say about the app's tabs is on. */
function workspaceOf(state: WorkspaceState, me: User, nowMs: () => number): Omit<Workspace, "isConnected"> {
  return {
    state,
    me,
    botUserId: botUserIdOf(state),
    channels: state.channels.filter((each) => each.members?.includes(me.id)),
    app: { hasHome: state.app.home_tab !== false, hasMessages: state.app.messages_tab !== false },
    reader: { timeZone: me.tz ?? "UTC", nowMs },
  };
}

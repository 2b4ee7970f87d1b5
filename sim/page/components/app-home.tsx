import { useEffect, useMemo } from "react";
import { openHome } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { home } from "../state/use-route.ts";
import { useSurfaceState } from "../state/use-surface.ts";
import { nameOfApp, otherIn, useWorkspace } from "../state/workspace-context.tsx";
import type { View } from "../wire.ts";
import { AppTabs } from "./app-tabs.tsx";
import { Avatar } from "./avatar.tsx";
import { valuesOfBlocks } from "./view-values.ts";

function HomeView({ view }: { view: View }) {
  const { me } = useWorkspace();
  const place = useMemo(() => ({ viewId: view.id }), [view.id]);
  const surface = useSurfaceState({
    place,
    user: me.id,
    valuesOf: (stateOf) => valuesOfBlocks(view.blocks, stateOf),
  });
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={view.blocks} scope={view.id} />
    </SurfaceProvider>
  );
}

/** The app's Home tab. Opening it tells the app (`app_home_opened`), which publishes what is shown. */
export function AppHome({ view }: { view: View | null }) {
  const workspace = useWorkspace();
  const { me, channels, botUserId } = workspace;
  const direct = channels.find((channel) => channel.is_im && otherIn(channel, me.id) === botUserId);
  const name = nameOfApp(workspace);
  useEffect(() => void openHome(me.id), [me.id]);
  return (
    <main className="pane" aria-label={`${name}, Home`}>
      <header className="pane-head">
        <h1>
          <Avatar id={botUserId ?? "app"} name={name} sizePx={24} app />
          {name}
          <span className="badge">APP</span>
        </h1>
      </header>
      <AppTabs current="home" user={me.id} homePlace={home} messagesPlace={direct?.id} />
      <div className="home-scroll">
        <div className="home">
          {view ? <HomeView view={view} /> : <p className="home-empty">The app has not published its Home tab yet.</p>}
        </div>
      </div>
    </main>
  );
}

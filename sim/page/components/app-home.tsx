import { useEffect, useMemo } from "react";
import { openHome } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { useSurfaceState } from "../state/use-surface.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import type { View } from "../wire.ts";
import { AppFrame } from "./app-frame.tsx";
import { Boundary } from "./boundary.tsx";
import { Undrawn } from "./undrawn.tsx";
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
  const { me } = useWorkspace();
  useEffect(() => void openHome(me.id), [me.id]);
  return (
    <AppFrame tab="home">
      <div className="home">
        {view ? (
          <Boundary of={view} instead={<Undrawn what="The app's Home tab" />}>
            <HomeView view={view} />
          </Boundary>
        ) : (
          <p className="home-empty">The app has not published its Home tab yet.</p>
        )}
      </div>
    </AppFrame>
  );
}

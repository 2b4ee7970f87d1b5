import { useWorkspace } from "../../state/workspace-context.tsx";
import type { ClockSnapshot } from "../../wire.ts";
import { TrafficPanel } from "./traffic-panel.tsx";

/** The traffic in a tab of its own. */
export function TrafficPage({ logged, clock }: { logged: number; clock: ClockSnapshot | undefined }) {
  const { state } = useWorkspace();
  return (
    <main className="pane" aria-label="Traffic">
      <header className="pane-head">
        <h1>Traffic</h1>
      </header>
      <div className="drawer-body">
        <TrafficPanel key={state.workspace.began} hints={logged} clock={clock} />
      </div>
    </main>
  );
}

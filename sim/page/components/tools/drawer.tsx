import type { CSSProperties, ReactNode } from "react";
import { useKeptSize } from "../../state/use-kept-size.ts";
import { usePanel } from "../../state/use-panel.tsx";
import { Close } from "../icons.tsx";

const width = { least: 300, most: 900, first: 420 };
/** How far one press of an arrow key moves the edge. */
const stepPx = 24;

/** The edge between Slack and a panel: drawn with the pointer, or moved with the arrow keys. */
function Edge({ px, onMove }: { px: number; onMove(px: number): void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is no <hr>
    <div
      role="separator"
      aria-label="Width of the panel"
      aria-orientation="vertical"
      aria-valuenow={px}
      aria-valuemin={width.least}
      aria-valuemax={width.most}
      tabIndex={0}
      className="drawer-edge"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(window.innerWidth - event.clientX);
      }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: stepPx, ArrowRight: -stepPx }[event.key];
        if (step) onMove(px + step);
      }}
    />
  );
}

/** A panel of the estate at the right of Slack. Escape closes it, as it closes a thread. */
export function Drawer(props: { title: string; extra?: ReactNode; children: ReactNode }) {
  const panel = usePanel();
  const [px, setPx] = useKeptSize("panel-width", width);
  const close = () => panel.show(undefined);
  return (
    <aside
      className="drawer"
      aria-label={props.title}
      style={{ "--drawer-width": `${px}px` } as CSSProperties}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
    >
      <Edge px={px} onMove={setPx} />
      <header className="pane-head">
        <h2>{props.title}</h2>
        <div className="head-acts">
          {props.extra}
          <button
            type="button"
            className="button-icon"
            aria-label={`Close ${props.title.toLowerCase()}`}
            onClick={close}
          >
            <Close />
          </button>
        </div>
      </header>
      <div className="drawer-body">{props.children}</div>
    </aside>
  );
}

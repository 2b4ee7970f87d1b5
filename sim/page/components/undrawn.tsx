import type { ReactNode } from "react";
import { Boundary } from "./boundary.tsx";
import { Dialog } from "./dialog.tsx";

/** In place of what could not be drawn: that it is so, and its words where there are any. */
export function Undrawn({ what, words }: { what: string; words?: string | undefined }) {
  return (
    <div className="undrawn">
      <p className="undrawn-says">{what} cannot be shown here.</p>
      {words && <p>{words}</p>}
    </div>
  );
}

/** A part of the page, with its place in the frame (`className`); `of` is what it shows. */
export function Part(props: { what: string; className?: string; of: unknown; children: ReactNode }) {
  return (
    <Boundary
      of={props.of}
      instead={
        <section className={props.className} aria-label={props.what}>
          <Undrawn what={props.what} />
        </section>
      }
    >
      {props.children}
    </Boundary>
  );
}

/** In place of a window that could not be drawn: one that says so, and can be closed. */
export function UndrawnWindow({ onClose }: { onClose(): void }) {
  return (
    <Dialog label="A window of the app" className="confirm" onClose={onClose}>
      <div className="dialog-body">
        <Undrawn what="This window" />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}

/** In place of the whole page, when not even its frame could be drawn. */
export function NothingToShow() {
  return (
    <main className="nobody">
      <h1>The page cannot be shown</h1>
      <p>
        Something in this workspace is beyond it. <a href="/">Begin again</a>, or look at the workspace as somebody
        else.
      </p>
    </main>
  );
}

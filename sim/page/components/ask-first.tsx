import type { ReactNode } from "react";
import { Dialog } from "./dialog.tsx";

/** Asks before something is taken away for good. */
export function AskFirst(props: {
  title: string;
  /** What the button that does it says. */
  act: string;
  onAct(): void;
  onCancel(): void;
  children: ReactNode;
}) {
  return (
    <Dialog label={props.title} className="confirm" onClose={props.onCancel}>
      <header className="dialog-head">
        <h2>{props.title}</h2>
      </header>
      <div className="dialog-body">{props.children}</div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={props.onCancel}>
          Cancel
        </button>
        <button type="button" className="button button-danger solid" onClick={props.onAct}>
          {props.act}
        </button>
      </footer>
    </Dialog>
  );
}

import type { ConfirmationDialog } from "@slack/types";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog } from "../components/dialog.tsx";
import { Close } from "../components/icons.tsx";
import { Plain, Text } from "../text/mrkdwn.tsx";

function ConfirmDialog(props: { confirm: ConfirmationDialog; onAnswer(yes: boolean): void }) {
  const { confirm, onAnswer } = props;
  const title = confirm.title?.text ?? "Are you sure?";
  const no = useRef<HTMLButtonElement>(null);
  // A hasty Enter must do no harm.
  useEffect(() => no.current?.focus(), []);
  return (
    <Dialog label={title} className="confirm" onClose={() => onAnswer(false)}>
      <header className="dialog-head">
        <h2>
          <Plain text={title} />
        </h2>
        <button type="button" className="button-icon" aria-label="Close" onClick={() => onAnswer(false)}>
          <Close />
        </button>
      </header>
      <div className="dialog-body">
        <Text of={confirm.text} />
      </div>
      <footer className="dialog-foot">
        <button ref={no} type="button" className="button" onClick={() => onAnswer(false)}>
          <Plain text={confirm.deny?.text ?? "Cancel"} />
        </button>
        <button
          type="button"
          className={`button button-${confirm.style === "danger" ? "danger" : "primary"} solid`}
          onClick={() => onAnswer(true)}
        >
          <Plain text={confirm.confirm?.text ?? "Yes"} />
        </button>
      </footer>
    </Dialog>
  );
}

/** Asks first when the element carries a `confirm` object, then goes on; a "no" changes nothing. */
export function useConfirm(confirm: ConfirmationDialog | undefined): {
  ask(go: () => void): void;
  dialog: ReactNode;
} {
  const [pending, setPending] = useState<{ go: () => void }>();
  return {
    ask: (go) => (confirm ? setPending({ go }) : go()),
    dialog:
      confirm && pending ? (
        <ConfirmDialog
          confirm={confirm}
          onAnswer={(yes) => {
            setPending(undefined);
            if (yes) pending.go();
          }}
        />
      ) : null,
  };
}

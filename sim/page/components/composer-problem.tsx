import { Alert, Close } from "./icons.tsx";

/** Why what was typed was not sent. */
export function ComposerProblem({ words, onDismiss }: { words: string; onDismiss(): void }) {
  return (
    <div className="composer-problem" role="alert">
      <Alert size={14} /> <span>{words}</span>
      <button type="button" className="button-icon" aria-label="Dismiss" onClick={onDismiss}>
        <Close size={14} />
      </button>
    </div>
  );
}

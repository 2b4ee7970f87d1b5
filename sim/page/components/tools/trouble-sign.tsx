import type { Estate } from "../../state/use-estate.ts";
import { usePanel } from "../../state/use-panel.tsx";
import { Alert } from "../icons.tsx";

/** What is switched on, always in sight: nobody may take an ordered fault for a bug. One press clears it all. */
export function TroubleSign({ estate }: { estate: Estate }) {
  const panel = usePanel();
  const words = estate.on;
  return (
    <span className="trouble" role="status">
      {words.length > 0 && (
        <>
          <button type="button" className="trouble-words" title={words.join("\n")} onClick={() => panel.show("world")}>
            <Alert size={14} />
            <strong>
              {words.length} <span className="trouble-word">{words.length === 1 ? "trouble" : "troubles"} on</span>
            </strong>
            <span className="trouble-first">{words.join(" · ")}</span>
          </button>
          <button type="button" className="trouble-clear" onClick={() => void estate.clearFaults()}>
            Clear<span className="unseen"> all trouble</span>
          </button>
        </>
      )}
    </span>
  );
}

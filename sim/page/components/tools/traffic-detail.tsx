import { useState } from "react";
import type { Line } from "../../state/traffic.ts";
import { Close, Copy } from "../icons.tsx";

/** A form's JSON fields arrive as text; read, they can be read. */
function readable(value: unknown): unknown {
  if (typeof value === "string" && /^[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

function Json({ title, value }: { title: string; value: unknown }) {
  const [said, setSaid] = useState("");
  if (value === undefined) return null;
  const text = JSON.stringify(readable(value), null, 2);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("The browser did not allow it"),
    );
  return (
    <section className="json" aria-label={title}>
      <div className="json-head">
        <h4>{title}</h4>
        <span role="status">{said}</span>
        <button type="button" className="button button-small" onClick={copy}>
          <Copy size={14} /> Copy
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}

/** One entry whole: what was sent and what was answered. */
export function TrafficDetail({ line, onClose }: { line: Line; onClose(): void }) {
  const { from, to, kind, summary, error, fault, ms, status } = line;
  const facts = [
    `${from} to ${to}`,
    kind,
    status !== undefined && `status ${status}`,
    ms !== undefined && `${Math.round(ms)} ms`,
    error && `refused: ${error}`,
    fault && `ordered by hand: ${fault}`,
  ].filter(Boolean);
  return (
    <section className="traffic-detail" aria-label={`Entry: ${summary}`}>
      <header>
        <h3>{summary}</h3>
        <button type="button" className="button-icon" aria-label="Close entry" onClick={onClose}>
          <Close size={14} />
        </button>
      </header>
      <p className="tools-note">{facts.join(" · ")}</p>
      <Json title="Payload" value={line.payload} />
      <Json title="Answer" value={line.answer} />
    </section>
  );
}

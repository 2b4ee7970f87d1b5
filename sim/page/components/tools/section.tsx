import { type ReactNode, useId } from "react";

/** One part of a panel under a heading of its own. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="tools-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {note && <p className="tools-note">{note}</p>}
      {children}
    </section>
  );
}

/** What came of the last thing one asked for: refused things are said in words, done things in the panel itself. */
export function Said({ words }: { words: string }) {
  return (
    <p className={words ? "tools-said" : undefined} role="status">
      {words}
    </p>
  );
}

/** What somebody who starts or stops has been told meanwhile. */
export interface Told {
  /** Aborted by the first Ctrl-C: give up, and end what was started. */
  stop: AbortSignal;
  /** Aborted by a later one: end it by force. */
  now: AbortSignal;
}

/** Real ms. npm passes on what the terminal has told all of us already: that is the same Ctrl-C. */
const echoWithinMs = 400;

/** Hears Ctrl-C, a closed terminal and a plain kill until closed. `tell` does what a signal does. */
export function listenForStop(): Told & { tell(): void; close(): void } {
  const stop = new AbortController();
  const now = new AbortController();
  let firstAtMs = 0;
  const tell = () => {
    if (!stop.signal.aborted) firstAtMs = performance.now();
    else if (performance.now() - firstAtMs > echoWithinMs) now.abort();
    stop.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, tell);
  return {
    stop: stop.signal,
    now: now.signal,
    tell,
    close() {
      for (const signal of signals) process.off(signal, tell);
    },
  };
}

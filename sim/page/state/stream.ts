/** What the server says has changed; it is a hint to read again and carries no content but a notice's words. */
export interface Hint {
  type: "changed" | "views" | "state" | "notice" | "log";
  channel?: string;
  text?: string;
}

interface Listener {
  /** Also after every break: what was missed must be read again. */
  onOpen(): void;
  onError(): void;
  onHint(hint: Hint): void;
}

/**
 * Listens to Server-Sent Events while this tab is looked at; the browser reconnects by itself. A hidden tab lets go:
 * browsers keep six connections per host, and six people in six tabs would leave none for anything else.
 */
export function streamWhileVisible(url: string, listener: Listener): () => void {
  let stream: EventSource | undefined;
  const follow = () => {
    if (document.visibilityState === "hidden") {
      stream?.close();
      stream = undefined;
    } else if (!stream) {
      stream = new EventSource(url);
      stream.onopen = () => listener.onOpen();
      stream.onerror = () => listener.onError();
      stream.onmessage = ({ data }) => listener.onHint(JSON.parse(data) as Hint);
    }
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    stream?.close();
  };
}

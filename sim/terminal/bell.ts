import type { Control } from "./control.ts";

/** Rings when something this person sees may have changed. Only a hint: whoever waits looks again after a while anyway. */
export interface Bell {
  /** Resolves at the next ring, at once when it rang since the last call, or after `longestMs`. */
  next(longestMs: number): Promise<void>;
  close(): void;
}

/** Real ms before a lost stream is opened again. */
const againAfterMs = 1_000;

/** Hangs on a person's Server-Sent Events until closed. */
export function createBell({ control, user }: { control: Pick<Control, "hints">; user: string }): Bell {
  const closing = new AbortController();
  let rang = false;
  let wake = () => {};

  const ring = () => {
    rang = true;
    wake();
  };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function listen(): Promise<void> {
    const { body } = await control.hints(user, closing.signal);
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) if (decoder.decode(chunk, { stream: true }).includes("data:")) ring();
  }

  void (async () => {
    while (!closing.signal.aborted) {
      await listen().catch(() => {});
      if (!closing.signal.aborted) await new Promise((resolve) => setTimeout(resolve, againAfterMs).unref());
    }
  })();

  return {
    async next(longestMs) {
      if (!rang) await pause(longestMs);
      rang = false;
    },
    close() {
      closing.abort();
      wake();
    },
  };
}

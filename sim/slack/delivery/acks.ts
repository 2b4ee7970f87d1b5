import type { Ack } from "./transport.ts";

/** The acknowledgements that are waited for. */
export interface Acks {
  /** Resolves with the acknowledgement of an envelope, or with a time-out after `ackMs`. */
  wait(envelopeId: string, ackMs: number): Promise<Ack>;
  /** An acknowledgement came; one that nobody waits for is forgotten. */
  came(envelopeId: string, body: unknown): void;
}

/** Creates an empty set. An envelope that is sent twice is waited for twice. */
export function createAcks(): Acks {
  const waiting = new Map<string, ((body: unknown) => void)[]>();

  function forget(id: string, waiter: (body: unknown) => void): void {
    const left = (waiting.get(id) ?? []).filter((each) => each !== waiter);
    if (left.length > 0) waiting.set(id, left);
    else waiting.delete(id);
  }

  return {
    wait(id, ackMs) {
      const started = performance.now();
      const taken = () => Math.round(performance.now() - started);
      return new Promise((resolve) => {
        const waiter = (body: unknown) => {
          clearTimeout(timer);
          forget(id, waiter);
          resolve({ ok: true, ackMs: taken(), body });
        };
        const timer = setTimeout(() => {
          forget(id, waiter);
          resolve({ ok: false, ackMs: taken(), error: "operation_timeout" });
        }, ackMs);
        waiting.set(id, [...(waiting.get(id) ?? []), waiter]);
      });
    },
    came: (id, body) => waiting.get(id)?.[0]?.(body),
  };
}

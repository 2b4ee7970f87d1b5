import { setTimeout as pause } from "node:timers/promises";
import type { FaultOrder } from "../../world/faults.ts";
import type { Ack, Envelope, Transport } from "./transport.ts";

/** Real ms a late delivery is late by, unless the order says otherwise. */
const lateMs = 2_000;

/**
 * Sends an envelope, with the trouble that was ordered for it: lost on the way, sent twice, or late. Slack waits for
 * an acknowledgement only so long, whatever becomes of the delivery. Once `stopped` nothing is waited for any more, and
 * the delivery has failed.
 */
export async function withTrouble({
  transport,
  envelope,
  ackMs,
  fault,
  stopped,
}: {
  transport: Transport;
  envelope: Envelope;
  ackMs: number;
  fault: FaultOrder | undefined;
  stopped: AbortSignal;
}): Promise<Ack> {
  const started = performance.now();
  const givenUp = () => pause(ackMs, { ok: false, ackMs, error: "operation_timeout" } as const, { signal: stopped });
  async function late(byMs: number): Promise<Ack> {
    await pause(byMs, undefined, { signal: stopped });
    return transport.send(envelope, ackMs);
  }
  try {
    switch (fault?.kind) {
      case "delivery-lost":
        return await givenUp();
      case "delivery-doubled": {
        const first = transport.send(envelope, ackMs);
        void transport.send(envelope, ackMs);
        return await first;
      }
      case "delivery-late": {
        const byMs = fault.delayMs ?? lateMs;
        const ack = await Promise.race([late(byMs), givenUp()]);
        return ack.ok ? { ...ack, ackMs: ack.ackMs + byMs } : ack;
      }
      default:
        return await transport.send(envelope, ackMs);
    }
  } catch (error) {
    if (!stopped.aborted) throw error;
    return { ok: false, ackMs: Math.round(performance.now() - started), error: "dispatch_failed" };
  }
}

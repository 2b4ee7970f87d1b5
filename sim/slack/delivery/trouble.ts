import type { FaultOrder } from "../../world/faults.ts";
import type { Ack, Envelope, Transport } from "./transport.ts";

/** Real ms a late delivery is late by, unless the order says otherwise. */
const lateMs = 2_000;

/**
 * Sends an envelope, with the trouble that was ordered for it: lost on the way, sent twice, or late. Slack waits for
 * an acknowledgement only so long, whatever becomes of the delivery; `timers` are stopped when the server closes.
 */
export async function withTrouble({
  transport,
  envelope,
  ackMs,
  fault,
  timers,
}: {
  transport: Transport;
  envelope: Envelope;
  ackMs: number;
  fault: FaultOrder | undefined;
  timers: Set<NodeJS.Timeout>;
}): Promise<Ack> {
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  const givenUp = () => pause(ackMs).then((): Ack => ({ ok: false, ackMs, error: "operation_timeout" }));
  switch (fault?.kind) {
    case "delivery-lost":
      return givenUp();
    case "delivery-doubled": {
      const first = transport.send(envelope, ackMs);
      void transport.send(envelope, ackMs);
      return first;
    }
    case "delivery-late": {
      const late = fault.delayMs ?? lateMs;
      const arrives = pause(late).then(() => transport.send(envelope, ackMs));
      const ack = await Promise.race([arrives, givenUp()]);
      return ack.ok ? { ...ack, ackMs: ack.ackMs + late } : ack;
    }
    default:
      return transport.send(envelope, ackMs);
  }
}

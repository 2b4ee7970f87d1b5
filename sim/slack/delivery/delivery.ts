import { setTimeout as pause } from "node:timers/promises";
import type { Faults } from "../../world/faults.ts";
import { type Json, objectOf, textOf } from "../json.ts";
import { newEnvelopeId } from "../tokens.ts";
import type { Traffic } from "../traffic.ts";
import type { WallClock, WireTimings, Workspace } from "../workspace.ts";
import { eventPayload } from "./event-payload.ts";
import type { Ack, DeliveryError, Envelope, Transport } from "./transport.ts";
import { withTrouble } from "./trouble.ts";

/** Brings people's acts to the app. */
export interface Delivery {
  /** Sends a command or an interaction once, and waits for the acknowledgement or the time-out. */
  send(kind: "slash_commands" | "interactive", payload: Json): Promise<Ack & { delivery: string }>;
  /** Sends an event; one that is not acknowledged is sent again up to three times, in the background. */
  event(event: Json, about: { isShared: boolean }): string;
  /** Sends the very same payload again; undefined when there is no such delivery. */
  again(delivery: string): Promise<(Ack & { delivery: string }) | undefined>;
  /** As new; what was being waited for has failed. */
  reset(): void;
  /** Waits for nothing any more. */
  close(): void;
}

/** Deliveries kept for sending again. */
const keepDeliveries = 2_000;

/** `retry_reason` and `x-slack-retry-reason` by what went wrong (docs.slack.dev/apis/events-api#retries). */
const retryReasons: Record<DeliveryError, string> = {
  operation_timeout: "timeout",
  dispatch_failed: "connection_failed",
  http_client_error: "http_error",
  http_service_error: "http_error",
  too_many_redirects: "too_many_redirects",
};

/** Creates the delivery of one app over one transport; `faults` are troubles ordered for it. */
export function createDelivery({
  transport,
  traffic,
  timings,
  wall,
  workspace,
  faults,
}: {
  transport: Transport;
  traffic: Traffic;
  timings: WireTimings;
  wall: WallClock;
  workspace: Workspace;
  faults: Faults;
}): Delivery {
  const sent = new Map<string, Envelope>();
  let stop = new AbortController();

  function remember(envelope: Envelope): void {
    sent.set(envelope.id, envelope);
    const oldest = sent.keys().next().value;
    if (sent.size > keepDeliveries && oldest !== undefined) sent.delete(oldest);
  }

  async function dispatch(envelope: Envelope): Promise<Ack & { delivery: string }> {
    const summary = summaryOf(envelope);
    const entry = traffic.add({ dir: "out", kind: envelope.kind, summary, payload: envelope.payload });
    const fault = faults.take("slack", ["delivery-lost", "delivery-doubled", "delivery-late"], namesOf(envelope));
    if (fault !== undefined) entry.fault = fault.kind;
    const ack = await withTrouble({ transport, envelope, ackMs: timings.ackMs, fault, stopped: stop.signal });
    const status = ack.status === undefined ? {} : { status: ack.status };
    if (ack.ok) {
      traffic.learn(entry, { ms: ack.ackMs, answer: ack.body, ...status });
      traffic.add({ dir: "in", kind: "ack", summary: `ack of ${summary}`, payload: ack.body, ms: ack.ackMs });
    } else traffic.learn(entry, { ms: ack.ackMs, error: ack.error, ...status });
    return { ...ack, delivery: envelope.id };
  }

  async function sendEvent(envelope: Envelope): Promise<void> {
    const { signal } = stop;
    for (let attempt = 0, sending = envelope; ; attempt += 1) {
      const ack = await dispatch(sending);
      const waitMs = timings.eventRetriesMs[attempt];
      if (ack.ok || ack.noRetry === true || waitMs === undefined) return;
      await pause(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      sending = { ...envelope, retry: { attempt: attempt + 1, reason: retryReasons[ack.error] } };
    }
  }

  return {
    send(kind, payload) {
      const envelope = { id: newEnvelopeId(), kind, payload };
      remember(envelope);
      return dispatch(envelope);
    },
    event(event, { isShared }) {
      const payload = eventPayload(workspace, event, isShared, Math.floor(wall.now() / 1000));
      const envelope: Envelope = { id: newEnvelopeId(), kind: "events_api", payload };
      remember(envelope);
      void sendEvent(envelope);
      return envelope.id;
    },
    async again(delivery) {
      const envelope = sent.get(delivery);
      return envelope === undefined ? undefined : dispatch(envelope);
    },
    reset() {
      stop.abort();
      stop = new AbortController();
      sent.clear();
    },
    close: () => stop.abort(),
  };
}

/** What a trouble may be ordered for: the kind of delivery, or what is delivered. */
function namesOf({ kind, payload }: Envelope): string[] {
  return [kind, kind === "slash_commands" ? textOf(payload.command) : typeOf({ kind, payload })];
}

function typeOf({ kind, payload }: Pick<Envelope, "kind" | "payload">): string {
  return textOf(kind === "events_api" ? objectOf(payload.event).type : payload.type);
}

function summaryOf({ kind, payload, retry }: Envelope): string {
  const again = retry === undefined ? "" : ` (retry ${retry.attempt})`;
  if (kind === "slash_commands") return `${textOf(payload.command)} ${textOf(payload.text)}${again}`;
  return `${typeOf({ kind, payload })}${again}`;
}

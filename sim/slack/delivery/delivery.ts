import { type Json, textOf } from "../json.ts";
import { newEnvelopeId, newId } from "../tokens.ts";
import type { Traffic } from "../traffic.ts";
import type { WallClock, WireTimings, Workspace } from "../workspace.ts";

export type DeliveryKind = "slash_commands" | "interactive" | "events_api";

/** One payload on its way to the app; a second sending is the same one again. */
export interface Envelope {
  id: string;
  kind: DeliveryKind;
  payload: Json;
  retry?: { attempt: number; reason: string };
}

/** What the app made of it. `body` is what it acknowledged with, if anything. */
export type Ack =
  | { ok: true; ackMs: number; body: unknown }
  | { ok: false; ackMs: number; error: "operation_timeout" | "dispatch_failed" | "http_service_error"; noRetry?: true };

/** A way to the app: Socket Mode or signed HTTP. */
export interface Transport {
  send(envelope: Envelope, ackMs: number): Promise<Ack>;
}

/** Brings people's acts to the app. */
export interface Delivery {
  /** Sends a command or an interaction once, and waits for the acknowledgement or the time-out. */
  send(kind: "slash_commands" | "interactive", payload: Json): Promise<Ack & { delivery: string }>;
  /** Sends an event; one that is not acknowledged is sent again up to three times, in the background. */
  event(event: Json, about: { isShared: boolean }): string;
  /** Sends the very same payload again; undefined when there is no such delivery. */
  again(delivery: string): Promise<(Ack & { delivery: string }) | undefined>;
  reset(): void;
  /** Waits for nothing any more. */
  close(): void;
}

/** Deliveries kept for sending again. */
const keepDeliveries = 2_000;

/** Creates the delivery of one app over one transport. */
export function createDelivery({
  transport,
  traffic,
  timings,
  wall,
  workspace,
}: {
  transport: Transport;
  traffic: Traffic;
  timings: WireTimings;
  wall: WallClock;
  workspace: Workspace;
}): Delivery {
  const sent = new Map<string, Envelope>();
  const timers = new Set<NodeJS.Timeout>();

  function remember(envelope: Envelope): void {
    sent.set(envelope.id, envelope);
    const oldest = sent.keys().next().value;
    if (sent.size > keepDeliveries && oldest !== undefined) sent.delete(oldest);
  }

  async function dispatch(envelope: Envelope): Promise<Ack & { delivery: string }> {
    const entry = traffic.add({
      dir: "out",
      kind: envelope.kind,
      summary: summaryOf(envelope),
      payload: envelope.payload,
    });
    const ack = await transport.send(envelope, timings.ackMs);
    entry.ms = ack.ackMs;
    if (!ack.ok) entry.error = ack.error;
    else traffic.add({ dir: "in", kind: "ack", summary: `ack of ${entry.summary}`, payload: ack.body, ms: ack.ackMs });
    return { ...ack, delivery: envelope.id };
  }

  async function sendEvent(envelope: Envelope, attempt: number): Promise<void> {
    const ack = await dispatch(envelope);
    const wait = timings.eventRetriesMs[attempt];
    if (ack.ok || ack.noRetry === true || wait === undefined || !sent.has(envelope.id)) return;
    const reason = ack.error === "http_service_error" ? "http_error" : "timeout";
    const timer = setTimeout(() => {
      timers.delete(timer);
      void sendEvent({ ...envelope, retry: { attempt: attempt + 1, reason } }, attempt + 1);
    }, wait);
    timers.add(timer);
  }

  function stopTimers(): void {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
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
      void sendEvent(envelope, 0);
      return envelope.id;
    },
    async again(delivery) {
      const envelope = sent.get(delivery);
      return envelope === undefined ? undefined : dispatch(envelope);
    },
    reset() {
      stopTimers();
      sent.clear();
    },
    close: stopTimers,
  };
}

function eventPayload(workspace: Workspace, event: Json, isShared: boolean, nowSeconds: number): Json {
  return {
    token: "verification-token-of-the-estate",
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    context_enterprise_id: null,
    api_app_id: workspace.appId,
    event,
    type: "event_callback",
    event_id: newId("Ev0"),
    event_time: nowSeconds,
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: newId("4-", 24),
  };
}

function summaryOf({ kind, payload, retry }: Envelope): string {
  const again = retry === undefined ? "" : ` (retry ${retry.attempt})`;
  if (kind === "slash_commands") return `${textOf(payload.command)} ${textOf(payload.text)}${again}`;
  if (kind === "interactive") return `${textOf(payload.type)}${again}`;
  return `${textOf((payload.event as Json).type)}${again}`;
}

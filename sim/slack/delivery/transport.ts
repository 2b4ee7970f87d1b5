import type { Json } from "../json.ts";

export type DeliveryKind = "slash_commands" | "interactive" | "events_api";

/** One payload on its way to the app; a second sending is the same one again. */
export interface Envelope {
  id: string;
  kind: DeliveryKind;
  payload: Json;
  retry?: { attempt: number; reason: string };
}

/** Why nobody acknowledged: no answer in time, no connection, or a status of 4xx or 5xx. */
export type DeliveryError =
  | "operation_timeout"
  | "dispatch_failed"
  | "http_client_error"
  | "http_service_error"
  | "too_many_redirects";

/** What the app made of it. `body` is what it acknowledged with, if anything. */
export type Ack =
  | { ok: true; ackMs: number; body: unknown; status?: number }
  | { ok: false; ackMs: number; error: DeliveryError; status?: number; noRetry?: true };

/** A way to the app: Socket Mode or signed HTTP. */
export interface Transport {
  send(envelope: Envelope, ackMs: number): Promise<Ack>;
}

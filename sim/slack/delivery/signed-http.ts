import { createHmac } from "node:crypto";
import { parseJson } from "../json.ts";
import type { WallClock } from "../workspace.ts";
import type { Ack, Envelope, Transport } from "./delivery.ts";

/**
 * Delivers by signed HTTP (docs.slack.dev/authentication/verifying-requests-from-slack): commands as a form,
 * interactions as a form with one `payload`, events as JSON with retry headers.
 */
export function createSignedHttp({
  requestUrl,
  signingSecret,
  wall,
}: {
  requestUrl: string;
  signingSecret: string;
  wall: WallClock;
}): Transport {
  return { send };

  async function send(envelope: Envelope, ackMs: number): Promise<Ack> {
    const { body, type } = bodyOf(envelope);
    const timestamp = String(Math.floor(wall.now() / 1000));
    const started = performance.now();
    const taken = () => Math.round(performance.now() - started);
    try {
      const response = await fetch(requestUrl, {
        method: "POST",
        headers: {
          "content-type": type,
          "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": sign(signingSecret, timestamp, body),
          ...retryHeaders(envelope),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(ackMs),
      });
      const text = await response.text();
      const noRetry = response.headers.get("x-slack-no-retry") === "1" ? ({ noRetry: true } as const) : {};
      if (!response.ok) return { ok: false, ackMs: taken(), error: "http_service_error", ...noRetry };
      const isJson = response.headers.get("content-type")?.includes("application/json") === true;
      return { ok: true, ackMs: taken(), body: isJson ? parseJson(text) : text };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      return { ok: false, ackMs: taken(), error: timedOut ? "operation_timeout" : "dispatch_failed" };
    }
  }
}

/** The v0 signature: HMAC-SHA256 over version, timestamp and raw body. */
export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

function bodyOf({ kind, payload }: Envelope): { body: string; type: string } {
  if (kind === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  const form = kind === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded" };
}

function retryHeaders({ retry }: Envelope): Record<string, string> {
  if (retry === undefined) return {};
  const reason = retry.reason === "timeout" ? "http_timeout" : retry.reason;
  return { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": reason };
}

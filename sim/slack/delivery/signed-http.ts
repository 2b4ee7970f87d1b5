import { createHmac, randomUUID } from "node:crypto";
import { isObject, parseJson } from "../json.ts";
import type { WallClock } from "../workspace.ts";
import type { Ack, Envelope, Transport } from "./transport.ts";

/** Slack follows this many redirects of a request URL, and calls more of them a failure (docs.slack.dev/apis/events-api). */
const maxRedirects = 2;

/** Slack's end of signed HTTP. */
export interface SignedHttp extends Transport {
  /** The handshake of a new request URL: the app must send the challenge back (docs.slack.dev/apis/events-api). */
  verify(ackMs: number): Promise<{ ok: true } | { ok: false; error: string }>;
}

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
}): SignedHttp {
  async function post(body: string, type: string, more: Record<string, string>, ackMs: number): Promise<Response> {
    const timestamp = String(Math.floor(wall.now() / 1000));
    const request = {
      method: "POST",
      headers: {
        "content-type": type,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": sign(signingSecret, timestamp, body),
        ...more,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ackMs),
    } as const;
    let url = requestUrl;
    for (let hop = 0; ; hop++) {
      const response = await fetch(url, request);
      const location = response.headers.get("location");
      if (!isRedirect(response.status) || location === null || hop === maxRedirects) return response;
      url = new URL(location, url).href;
    }
  }

  return {
    async send(envelope, ackMs) {
      const { body, type } = bodyOf(envelope);
      const started = performance.now();
      const taken = () => Math.round(performance.now() - started);
      try {
        const response = await post(body, type, retryHeaders(envelope), ackMs);
        return judge(response, await response.text(), taken());
      } catch (error) {
        return { ok: false, ackMs: taken(), error: timedOut(error) ? "operation_timeout" : "dispatch_failed" };
      }
    },
    async verify(ackMs) {
      const challenge = randomUUID();
      const body = JSON.stringify({ token: "verification-token-of-the-estate", challenge, type: "url_verification" });
      try {
        const response = await post(body, "application/json", {}, ackMs);
        const text = (await response.text()).trim();
        if (!response.ok) return { ok: false, error: `the request URL answered ${response.status}` };
        const answer = parseJson(text);
        const echoed = isObject(answer) ? answer.challenge : text.replace(/^challenge=/, "");
        if (echoed === challenge) return { ok: true };
        return { ok: false, error: "the request URL did not answer with the value of the challenge parameter" };
      } catch (error) {
        return {
          ok: false,
          error: `the request URL ${timedOut(error) ? "did not answer in time" : "cannot be reached"}`,
        };
      }
    },
  };
}

/** Only 2xx is an acknowledgement. */
function judge(response: Response, text: string, ackMs: number): Ack {
  const { status } = response;
  const noRetry = response.headers.get("x-slack-no-retry") === "1" ? ({ noRetry: true } as const) : {};
  if (isRedirect(status)) return { ok: false, ackMs, status, error: "too_many_redirects", ...noRetry };
  if (!response.ok) {
    const error = status >= 400 && status < 500 ? "http_client_error" : "http_service_error";
    return { ok: false, ackMs, status, error, ...noRetry };
  }
  const isJson = response.headers.get("content-type")?.includes("application/json") === true;
  return { ok: true, ackMs, status, body: isJson ? parseJson(text) : text };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function timedOut(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
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

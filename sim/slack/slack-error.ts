import type { Json } from "./json.ts";

/** An `ok: false` answer: Slack's error code, and what else goes into the body. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** Too many calls: HTTP 429 with `Retry-After`, in seconds. */
export class RateLimited extends SlackError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super("ratelimited");
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

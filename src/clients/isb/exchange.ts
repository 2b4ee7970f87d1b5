/** One HTTP request to ISB. `path` goes out as it stands; `query` is encoded. */
export interface IsbRequest {
  method: "GET" | "POST";
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: object;
}

/** What came back: `body` is undefined when it was no JSON. */
export interface Reply {
  kind: "reply";
  status: number;
  body: unknown;
  /** The gateway's name for this request. */
  requestId: string | null;
}

/** Nothing whole came back. "never-sent": no connection was made, so ISB cannot have seen it. */
export interface Silence {
  kind: "silence";
  why: "never-sent" | "timed-out" | "broken-off";
  /** The runtime's own code, such as ECONNRESET. */
  code: string;
}

export interface ExchangeOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  fetch: typeof fetch;
  /** Real milliseconds for one exchange, body included. */
  timeoutMs: number;
  userAgent: string;
}

/** Codes of Node's network and TLS errors that come before a request leaves the host. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*)$/;

const codeOf = (error: unknown): string => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (at.name === "TimeoutError") return at.name;
  }
  return error instanceof Error ? error.name : "unknown";
};

const silenceOf = (error: unknown): Silence => {
  const code = codeOf(error);
  if (code === "TimeoutError") return { kind: "silence", why: "timed-out", code };
  return { kind: "silence", why: beforeSending.test(code) ? "never-sent" : "broken-off", code };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends one request and reads the whole answer; never rejects.
 * ISB's firewall blocks calls without a User-Agent and reads X-Forwarded-For as the caller, so the one is always sent and the other
 * never; its 1.3 wants exactly `application/json`, and only with a body.
 */
export const exchange = async (
  { baseUrl, fetch, timeoutMs, userAgent }: ExchangeOptions,
  request: IsbRequest,
  proof: Readonly<Record<string, string>>,
): Promise<Reply | Silence> => {
  const query = request.query ? `?${new URLSearchParams(request.query)}` : "";
  try {
    const response = await fetch(`${baseUrl}${request.path}${query}`, {
      method: request.method,
      headers: {
        ...proof,
        Accept: "application/json",
        "User-Agent": userAgent,
        ...(request.body ? { "Content-Type": "application/json" } : {}),
      },
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const requestId = response.headers.get("x-amzn-requestid");
    return { kind: "reply", status: response.status, body: parsed(await response.text()), requestId };
  } catch (error) {
    return silenceOf(error);
  }
};

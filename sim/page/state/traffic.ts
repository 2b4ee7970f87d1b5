import type { ClockSnapshot } from "../wire.ts";

/** What Slack's log holds of one thing that crossed the wire. */
export interface SlackEntry {
  n: number;
  /** Wall time, ms. */
  at: number;
  dir: "in" | "out";
  kind: string;
  /** The Web API method. */
  method?: string;
  summary: string;
  payload: unknown;
  answer?: unknown;
  status?: number;
  ms?: number;
  error?: string;
  /** Which trouble ordered by hand met it. */
  fault?: string;
}

/** What the world's log holds of a call to AWS or ISB. */
export interface EstateCall {
  n: number;
  /** World time, ms. */
  at: number;
  /** Wall time, ms. */
  real?: number;
  service: string;
  operation: string;
  caller?: string;
  status: number | "dropped";
  request?: unknown;
  error?: string;
  /** Real ms until it was answered. */
  ms?: number;
}

/** One line of the inspector, wherever it was heard. */
export interface Line {
  key: string;
  /** Wall time, ms. */
  at: number;
  from: string;
  to: string;
  kind: string;
  summary: string;
  /** Until the answer or the acknowledgement, ms. */
  ms?: number | undefined;
  status?: number | string | undefined;
  error?: string | undefined;
  fault?: string | undefined;
  payload: unknown;
  answer?: unknown;
}

export function lineOfSlack(entry: SlackEntry): Line {
  const { n, dir, method, summary, ...rest } = entry;
  const [from, to] = dir === "in" ? ["App", "Slack"] : ["Slack", "App"];
  return { ...rest, key: `slack ${n}`, from, to, summary: method ?? summary };
}

/** `clock` places a call on the wall where the log says only the world's time. */
export function lineOfCall(call: EstateCall, clock: ClockSnapshot | undefined): Line {
  const { n, service, operation, status, request, error, ms } = call;
  const wall = clock ? clock.real + (call.at - clock.now) / clock.speed : call.at;
  return {
    key: `call ${n}`,
    at: call.real ?? wall,
    from: "App",
    to: service === "isb" ? "ISB" : "AWS",
    kind: service,
    summary: operation,
    status,
    ms,
    error: error ?? (status === "dropped" ? "connection closed" : undefined),
    payload: request,
  };
}

export const isRefusal = ({ error, status }: Line): boolean =>
  error !== undefined || (typeof status === "number" && status >= 400);

/** What the reader wants to see. */
export interface Filter {
  text: string;
  /** A kind, or "" for all. */
  kind: string;
  onlyRefusals: boolean;
}

/** The lines that match; the text is looked for in everything that a line shows or holds. */
export function matching(lines: readonly Line[], { text, kind, onlyRefusals }: Filter): Line[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (!kind || line.kind === kind) &&
      (!onlyRefusals || isRefusal(line)) &&
      (!wanted || JSON.stringify(line).toLowerCase().includes(wanted)),
  );
}

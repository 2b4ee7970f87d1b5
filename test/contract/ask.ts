import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Asked, Sent, Target } from "./asked.ts";
import { differences } from "./differences.ts";

/** What became of one request. */
export type Outcome = { asked: Asked } & (
  | { is: "as expected" }
  | { is: "different"; differences: string[] }
  | { is: "not asked"; because: "it writes" | "a value is unknown"; unknown: string[] }
);

/** Nothing is there to be asked: not even the first request was answered. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

const placeholder = /\{(\w+)\}/g;
const partsOf = ({ path, headers = {}, body = "" }: Sent): string[] => [path, ...Object.values(headers), body];

/** Puts known values in the place of their names. */
function filled(sent: Sent, values: Readonly<Record<string, string>>): Sent {
  const fill = (part: string) => part.replace(placeholder, (whole, name: string) => values[name] ?? whole);
  const headers = Object.entries(sent.headers ?? {}).map(([name, value]) => [name, fill(value)]);
  return {
    ...sent,
    path: fill(sent.path),
    headers: Object.fromEntries(headers),
    ...(sent.body === undefined ? {} : { body: fill(sent.body) }),
  };
}

/** An answer as it came. */
export interface Came {
  status: number;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Sends a request as it is written, its headers in the case they are given in. Throws when no answer comes in time. */
function send(url: URL, { method, headers = {}, body }: Sent, timeoutMs: number): Promise<Came> {
  const ask = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const outgoing = ask(url, { method, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed(text) });
      });
    });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function compare(asked: Asked, { status, headers, body }: Came): string[] {
  const statuses = [asked.status].flat();
  return [
    ...(statuses.includes(status) ? [] : [`status: expected ${statuses.join(" or ")}, got ${status}`]),
    ...differences(asked.headers ?? {}, headers, "headers"),
    ...(asked.body === undefined ? [] : differences(asked.body, body, "body")),
  ];
}

/**
 * Asks a target everything in a contract, one after the other, since later requests use what earlier answers named.
 * `writes`: also what changes something. `values`: known before the first request, and what answers name is put there.
 * `stop` breaks off between two requests. An answer that does not come is a difference like any other, but for the first,
 * whose absence throws Unreachable.
 */
export async function askAll(
  target: Target,
  contract: readonly Asked[],
  {
    writes,
    timeoutMs,
    values = { ...target.values },
    stop,
  }: { writes: boolean; timeoutMs: number; values?: Record<string, string>; stop?: AbortSignal },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const asked of contract) {
    if (stop?.aborted) break;
    const names = partsOf(asked.sends).flatMap((part) => [...part.matchAll(placeholder)].map(([, name = ""]) => name));
    const unknown = [...new Set([...names, ...(asked.needs ?? [])])].filter((name) => values[name] === undefined);
    if (asked.writes && !writes) {
      outcomes.push({ asked, is: "not asked", because: "it writes", unknown: [] });
      continue;
    }
    if (unknown.length > 0) {
      outcomes.push({ asked, is: "not asked", because: "a value is unknown", unknown });
      continue;
    }
    const came = await answerTo(target, asked, values, timeoutMs);
    if (came instanceof Error && outcomes.every(({ is }) => is === "not asked")) throw new Unreachable(came.message);
    if (!(came instanceof Error)) keep(asked, came.body, values);
    const found = came instanceof Error ? [`an answer was expected, but ${came.message}`] : compare(asked, came);
    outcomes.push(found.length === 0 ? { asked, is: "as expected" } : { asked, is: "different", differences: found });
  }
  return outcomes;
}

/** Notes what later requests need. */
function keep({ keeps = {} }: Asked, body: unknown, values: Record<string, string>): void {
  for (const [name, find] of Object.entries(keeps)) {
    const value = find(body);
    if (value !== undefined) values[name] = value;
  }
}

/** The answer to one request, or why there is none. */
export async function answerTo(
  target: Target,
  asked: Pick<Asked, "as" | "sends">,
  values: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<Came | Error> {
  const caller = target.callers[asked.as];
  if (!caller) throw new Error(`${target.service} has no caller named ${asked.as}`);
  const sent = filled(asked.sends, values);
  const { endpoint = "", region = values.region ?? "" } = sent.service ?? {};
  const base = target.url.replace("{endpoint}", endpoint).replace("{region}", region).replace(/\/$/, "");
  const url = new URL(`${base}${sent.path}`);
  const ready = await caller(sent, url, values);
  return send(url, ready, timeoutMs).catch(
    (error: Error & { code?: string }) => new Error(error.message || error.code),
  );
}

import { isObject } from "./json.ts";
import { weigh } from "./weigh.ts";
import type { WallClock } from "./workspace.ts";

/** One thing that crossed the wire. */
export interface TrafficEntry {
  /** Counts from 1. */
  n: number;
  /** Wall time, ms. */
  at: number;
  /** "in": from the app to Slack. "out": from Slack to the app. */
  dir: "in" | "out";
  kind: string;
  summary: string;
  payload: unknown;
  /** The Web API method. */
  method?: string;
  /** HTTP status of the answer, where there is one. */
  status?: number;
  /** What was answered: the method's body, or what the app acknowledged with. */
  answer?: unknown;
  /** How long the answer took, ms. */
  ms?: number;
  error?: string;
  /** Which trouble ordered by hand met it. */
  fault?: string;
}

/** The record of all traffic, read with secrets taken out. */
export interface Traffic {
  add(entry: Omit<TrafficEntry, "n" | "at">): TrafficEntry;
  /** Adds to an entry what was learned of it later, such as its acknowledgement; it is news again. */
  learn(entry: TrafficEntry, more: Partial<TrafficEntry>): void;
  /**
   * What is new since number `n`, the last `most` of it; an entry that has changed comes again, under its own number.
   * `next` asks on from here.
   */
  since(n: number, most?: number): { log: TrafficEntry[]; next: number };
  clear(): void;
}

/** Older entries go first: a long-running estate must not fill the memory, be it with many or with large ones. */
const keep = { entries: 20_000, bytes: 64_000_000 };
/** Watchers hear of new entries at most this often. */
const tellEveryMs = 250;

const secretKeys = /^(token|authorization|bot_access_token|signing_secret|response_url)$/i;
const secretText = /x(?:ox[a-z]|app)-[A-Za-z0-9-]+/g;

/**
 * Creates an empty traffic record. `secrets` are texts that must never be shown; they are taken out when the record is
 * read, because most of it never is. `tell` is called at most four times a second while there is something new.
 */
export function createTraffic({
  wall,
  secrets,
  tell = () => {},
  most = keep,
}: {
  wall: WallClock;
  secrets: readonly string[];
  tell?: () => void;
  most?: { entries: number; bytes: number };
}): Traffic {
  /** Oldest first; `news` is the number under which an entry was last new. */
  const entries = new Map<TrafficEntry, { news: number; bytes: number }>();
  let count = 0;
  let bytes = 0;
  let isTelling = false;

  function tellSoon(): void {
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      tell();
    }, tellEveryMs).unref();
  }

  function note(entry: TrafficEntry, news: number): void {
    const own = weigh(entry);
    bytes += own - (entries.get(entry)?.bytes ?? 0);
    entries.set(entry, { news, bytes: own });
    for (const [oldest, its] of entries) {
      if (entries.size <= most.entries && bytes <= most.bytes) break;
      entries.delete(oldest);
      bytes -= its.bytes;
    }
    tellSoon();
  }

  return {
    add(entry) {
      const kept: TrafficEntry = { n: ++count, at: wall.now(), ...entry };
      note(kept, kept.n);
      return kept;
    },
    learn(entry, more) {
      Object.assign(entry, more);
      count += 1;
      if (entries.has(entry)) note(entry, count);
    },
    since(n, atMost = most.entries) {
      const news = [...entries].flatMap(([entry, each]) => (each.news > n ? [entry] : [])).slice(-atMost);
      return { log: news.map((entry) => redact(entry, secrets) as TrafficEntry), next: count };
    },
    clear() {
      entries.clear();
      bytes = 0;
    },
  };
}

function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") {
    const plain = value.replace(secretText, "[redacted]");
    return secrets.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), plain);
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).map(([key, item]) => [
    key,
    secretKeys.test(key) ? "[redacted]" : redact(item, secrets),
  ]);
  return Object.fromEntries(kept);
}

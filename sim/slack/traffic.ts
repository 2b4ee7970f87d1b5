import { isObject, type Json } from "./json.ts";
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

/** Older entries go first: a long-running estate must not fill the memory. */
const keepEntries = 20_000;
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
}: {
  wall: WallClock;
  secrets: readonly string[];
  tell?: () => void;
}): Traffic {
  let entries: TrafficEntry[] = [];
  const changed = new WeakMap<TrafficEntry, number>();
  let count = 0;
  let isTelling = false;

  function tellSoon(): void {
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      tell();
    }, tellEveryMs).unref();
  }

  return {
    add(entry) {
      const kept: TrafficEntry = { n: ++count, at: wall.now(), ...entry };
      entries.push(kept);
      if (entries.length > keepEntries * 1.2) entries = entries.slice(-keepEntries);
      tellSoon();
      return kept;
    },
    learn(entry, more) {
      Object.assign(entry, more);
      changed.set(entry, ++count);
      tellSoon();
    },
    since(n, most = keepEntries) {
      const news = entries.filter((entry) => (changed.get(entry) ?? entry.n) > n).slice(-most);
      return { log: news.map((entry) => redact(entry, secrets) as TrafficEntry), next: count };
    },
    clear() {
      entries = [];
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
  const kept: Json = {};
  for (const [key, item] of Object.entries(value)) {
    kept[key] = secretKeys.test(key) ? "[redacted]" : redact(item, secrets);
  }
  return kept;
}

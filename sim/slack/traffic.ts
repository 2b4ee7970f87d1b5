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
  /** How long the answer took, ms. */
  ms?: number;
  error?: string;
}

/** The record of all traffic, secrets taken out. */
export interface Traffic {
  add(entry: Omit<TrafficEntry, "n" | "at">): TrafficEntry;
  since(n: number): TrafficEntry[];
  clear(): void;
}

/** Older entries go first: a long-running estate must not fill the memory. */
const keepEntries = 20_000;

const secretKeys = /^(token|authorization|bot_access_token|signing_secret|response_url)$/i;
const secretText = /x(?:ox[a-z]|app)-[A-Za-z0-9-]+/g;

/** Creates an empty traffic record. `secrets` are texts that must never be kept. */
export function createTraffic({ wall, secrets }: { wall: WallClock; secrets: readonly string[] }): Traffic {
  let entries: TrafficEntry[] = [];
  let count = 0;
  return {
    add(entry) {
      const kept: TrafficEntry = { n: ++count, at: wall.now(), ...entry, payload: redact(entry.payload, secrets) };
      entries.push(kept);
      if (entries.length > keepEntries * 1.2) entries = entries.slice(-keepEntries);
      return kept;
    },
    since: (n) => entries.filter((entry) => entry.n > n),
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

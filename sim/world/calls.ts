/** One call somebody made to a part of the estate. */
export interface Call {
  n: number;
  /** World ms. */
  at: number;
  /** Wall ms, so that it can be put beside what Slack heard. */
  real: number;
  service: string;
  operation: string;
  /** Who called, as the service understood it. */
  caller?: string;
  status: number | "dropped";
  /** Whether the operation is one that changes something. */
  changes: boolean;
  request?: unknown;
  error?: string;
  /** Real ms until it was answered, or dropped. */
  ms?: number;
}

/** What was called, oldest first; the oldest are forgotten after some thousands. */
export interface Calls {
  add(call: Omit<Call, "n" | "real">): void;
  list(filter: { services: readonly string[]; all?: boolean; since?: number }): Call[];
  clear(): void;
}

const keep = 5_000;

/** See `Calls`. `onAdded` is told of each before it is answered. */
export function createCalls({ onAdded = () => {} }: { onAdded?: () => void } = {}): Calls {
  let calls: Call[] = [];
  let n = 0;
  return {
    add: (call) => {
      n += 1;
      calls.push({ n, real: Date.now(), ...call });
      if (calls.length > keep) calls = calls.slice(-keep);
      onAdded();
    },
    list: ({ services, all = false, since = 0 }) =>
      calls.filter(
        (call) => call.n > since && services.includes(call.service) && (all || call.changes || !!call.error),
      ),
    clear: () => {
      calls = [];
    },
  };
}

import type { Read } from "./workplace.ts";

/** One thing one person types. */
export interface Ask {
  user: string;
  channel: string;
  /** The command behind the slash, made of what they read in that channel; undefined while they wait for it. */
  words: (seen: readonly Read[]) => string | undefined;
}

/** A way through one workflow: to have the bot killed all along it, this is all there is to write. */
export interface Scenario {
  /** Short: it begins each point's name. */
  name: string;
  /** The folder under `src/workflows/`. */
  workflow: string;
  /** What people do, one after the other. */
  asks: readonly Ask[];
  /** How its job ends. */
  ends: string;
  /** What it changes outside, in order. */
  changes: readonly string[];
}

const types = (user: string, words: string): Ask => ({ user, channel: "C0GENERAL", words: () => words });

/** Decides as the job's own message in the ops channel says one can. */
const reviews = (user: string, decision: "approve" | "deny"): Ask => ({
  user,
  channel: "C0ISBOPS",
  words: (seen) => {
    const ask = seen.find(({ metadata }) => metadata?.event_payload.key.endsWith("#ask"));
    const lease = ask?.text.match(/lease review (\w{8})/)?.[1];
    return lease && `lease review ${lease} ${decision}`;
  },
});

const assigned = { workflow: "lease-assign", ends: "succeeded", changes: ["POST /leases"] };

export const scenarios: readonly Scenario[] = [
  { ...assigned, name: "own-empty", asks: [types("U0USER1", "lease assign empty-sandbox")] },
  { ...assigned, name: "own-blueprint", asks: [types("U0USER1", "lease assign council-chatbot")] },
  {
    ...assigned,
    name: "approved",
    asks: [types("U0USER1", "lease assign data-lab --comment census"), reviews("U0MANAGER1", "approve")],
    changes: ["POST /leases", "POST /leases/{leaseId}/review"],
  },
];

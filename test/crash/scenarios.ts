import type { Message } from "../e2e/talk.ts";

/** One thing one person types. */
export interface Ask {
  user: string;
  channel: string;
  /** The command behind the slash, made of what they read in that channel; undefined while they wait for it. */
  words: (seen: readonly Message[]) => string | undefined;
}

/** A way through one workflow: to have it killed everywhere, this is all there is to write. */
export interface Scenario {
  /** Short: it is part of each point's name. */
  name: string;
  /** The folder under `src/workflows/`. */
  workflow: string;
  /** What people do, one after the other. */
  asks: readonly Ask[];
}

const says = (user: string, words: string): Ask => ({ user, channel: "C0GENERAL", words: () => words });

/** Does what the job's own message in the ops channel names. */
const reviews = (user: string, decision: "approve" | "deny"): Ask => ({
  user,
  channel: "C0ISBOPS",
  words: (seen) => {
    const ask = seen.find(({ metadata }) => metadata?.event_payload.key.endsWith("#ask"));
    const lease = ask?.text.match(/lease review (\w{8})/)?.[1];
    return lease && `lease review ${lease} ${decision}`;
  },
});

export const scenarios: readonly Scenario[] = [
  { name: "own-empty", workflow: "lease-assign", asks: [says("U0USER1", "lease assign empty-sandbox")] },
  { name: "own-blueprint", workflow: "lease-assign", asks: [says("U0USER1", "lease assign council-chatbot")] },
  {
    name: "approved",
    workflow: "lease-assign",
    asks: [says("U0USER1", "lease assign data-lab --comment census"), reviews("U0MANAGER1", "approve")],
  },
];

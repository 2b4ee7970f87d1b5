import type { World } from "../../sim/world/world.ts";
import type { Program } from "./bot-process.ts";
import type { Start } from "./new-jobs.ts";
import type { Read } from "./workplace.ts";

/** One thing one person types. */
export interface Ask {
  user: string;
  channel: string;
  /** What changes in the estate before they type it. */
  first?: (world: World) => void;
  /** The command behind the slash, made of what they read in that channel; undefined while they wait for it. */
  words: (seen: readonly Read[]) => string | undefined;
}

/** A way through one workflow: to have the bot killed all along it, this is all there is to write. */
export interface Scenario {
  /** Short: it begins each point's name. */
  name: string;
  /** The folder under `src/workflows/`, or one of `shapes.ts`. */
  workflow: string;
  /** Which program the bots run; "bot" unless said otherwise. */
  program?: Program;
  /** Jobs that are there from the start, for workflows without a command. */
  starts?: readonly Start[];
  /** What people do, one after the other. */
  asks?: readonly Ask[];
  /** Until this command (1 is the first) it goes as another scenario does, so nobody is killed before. */
  alikeUntilAsk?: number;
  /** How its jobs end, by workflow and title. */
  ends: readonly string[];
  /** What it changes in the estate, in order. */
  changes: readonly string[];
  /** Steps it enters into the ledger, sorted. */
  entries?: readonly string[];
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

/** The same about a job of theirs, once its card says that it stands so, and where it ended, once they were told. */
const whenJobIs = (state: string, user: string, command: string, first: Ask["first"] = () => undefined): Ask => ({
  user,
  channel: "C0GENERAL",
  first,
  words: (seen) => {
    const said = (kind: string) => seen.find(({ metadata }) => metadata?.event_payload.key.endsWith(`#${kind}`));
    const job = said("card")?.metadata?.event_payload;
    if (job?.state !== state || (state === "failed" && !said("end"))) return undefined;
    return `${command} ${job.job}`;
  },
});

/** So many leases may one person have; none is what a job fails of. */
const mostLeases =
  (count: number) =>
  ({ state }: World): void => {
    state.isb.configuration.leases.maxLeasesPerUser = count;
  };

const assigned = { workflow: "lease-assign", ends: ["succeeded"], changes: ["POST /leases"] };

const shape = { program: "shapes", changes: [] } as const;

export const scenarios: readonly Scenario[] = [
  { ...assigned, name: "own-empty", asks: [types("U0USER1", "lease assign empty-sandbox")] },
  { ...assigned, name: "own-blueprint", asks: [types("U0USER1", "lease assign council-chatbot")] },
  {
    ...assigned,
    name: "approved",
    asks: [types("U0USER1", "lease assign data-lab --comment census"), reviews("U0MANAGER1", "approve")],
    changes: ["POST /leases", "POST /leases/{leaseId}/review"],
  },
  {
    ...assigned,
    name: "cancelled",
    alikeUntilAsk: 2,
    asks: [types("U0USER1", "lease assign data-lab"), whenJobIs("needs-approval", "U0USER1", "job cancel")],
    ends: ["cancelled"],
  },
  {
    ...assigned,
    name: "retried",
    alikeUntilAsk: 2,
    asks: [
      { ...types("U0USER1", "lease assign empty-sandbox"), first: mostLeases(0) },
      whenJobIs("failed", "U0USER1", "job retry", mostLeases(3)),
    ],
  },
  {
    ...shape,
    name: "turns",
    workflow: "crash-turn",
    starts: [
      { workflow: "crash-turn", title: "First" },
      { workflow: "crash-turn", title: "Second" },
    ],
    ends: ["succeeded", "succeeded"],
    entries: ["in-turn", "in-turn"],
  },
  {
    ...shape,
    name: "always",
    workflow: "crash-always",
    starts: [{ workflow: "crash-always", title: "Open and close" }],
    ends: ["failed"],
    entries: ["close", "open"],
  },
  {
    ...shape,
    name: "each",
    workflow: "crash-each",
    starts: [{ workflow: "crash-each", title: "Three at once" }],
    ends: ["succeeded", "succeeded", "succeeded", "succeeded"],
    entries: ["begin", "finish", "item", "item", "item"],
  },
];

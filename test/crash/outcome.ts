import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Queue } from "../../sim/world/aws-shapes.ts";
import { snapshot } from "../../sim/world/snapshot.ts";
import { renumbered } from "./renumbered.ts";
import type { Stage } from "./stage.ts";
import type { Read } from "./workplace.ts";

/**
 * What a run left behind, made comparable: ids, times and tokens are renumbered in the order they appear.
 * Compared: how each job ended, every message of it with its last text, every call that changed something outside,
 * and the whole world. Not compared, because an undisturbed run does not repeat itself in them either: reads, how often
 * a message was edited on the way, how long things took, and private answers, which may be given again after a crash.
 */
export interface Outcome {
  jobs: (object & { state: unknown })[];
  posts: Record<string, (object & { payload: { key: string } | undefined })[]>;
  calls: (object & { operation: string })[];
  entries: (object & { step: string })[];
  world: unknown;
}

type Item = Record<string, unknown> & { pk: string };

export const itemsOf = async ({ table }: Stage): Promise<Item[]> => {
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return (Items ?? []) as Item[];
};

const jobsIn = (items: readonly Item[]): Item[] =>
  items
    .filter(({ pk }) => pk.startsWith("JOB#"))
    // Children begin side by side: by their titles they are in one order in every run.
    .sort((a, b) => (`${a.workflow} ${a.title}` < `${b.workflow} ${b.title}` ? -1 : 1));

/** Every job is over or parked, every message of it is sent, and no request waits for an answer. */
export const isOver = (items: readonly Item[]): boolean =>
  jobsIn(items).length > 0 &&
  items.filter((item) => !isClaim(item)).every(({ due, outboxDue }) => due === undefined && outboxDue === undefined);

/** A claim that outlived its job is let go by a sweep, some time after. */
export const isClaim = ({ pk }: Item): boolean => pk.startsWith("CLAIM#");

/** A message that is written once names the job's state of that moment; the card's is the last. */
const payloadOf = ({ metadata }: Read) => {
  const payload = metadata?.event_payload;
  if (!payload || payload.key.endsWith("#card")) return payload;
  const { state: _, ...lasting } = payload;
  return lasting;
};

const shownTo = (message: Read) => ({
  ts: message.ts,
  ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
  by: message.user,
  text: message.text,
  blocks: message.blocks,
  payload: payloadOf(message),
});

const jobOf = ({ payload }: ReturnType<typeof shownTo>): string => payload?.job ?? "";

/** What waits in a queue, but for the name its message has there: that is chance of the wire, and every read moves it on. */
const waitingIn = ({ name, messages }: Queue) => ({
  name,
  events: messages.map(({ body }): unknown => JSON.parse(body)),
});

export const outcomeOf = async (stage: Stage): Promise<Outcome> => {
  const { workplace, world, ledger } = stage;
  const jobs = jobsIn(await itemsOf(stage));
  const posts: Outcome["posts"] = {};
  for (const channel of await workplace.channels()) {
    const messages = await workplace.messages(channel);
    // Two jobs may speak in either order; one speaks in its own.
    const byJob = messages.map(shownTo).toSorted((a, b) => jobOf(a).localeCompare(jobOf(b)));
    if (byJob.length > 0) posts[channel] = byJob;
  }
  const calls = world.calls
    .list({ services: ["isb", "sts", "secretsmanager", "identitystore", "sso-admin", "sso"], all: true })
    .filter(({ changes }) => changes);
  const { now: _now, delays: _delays, ...state } = snapshot(world);
  const left = {
    jobs: jobs.map(({ pk, workflow, state: how, title, input, requester, result, problem }) => ({
      id: pk.slice("JOB#".length),
      workflow,
      state: how,
      title,
      input,
      requester,
      result: typeof result === "string" ? JSON.parse(result) : result,
      problem,
    })),
    posts,
    calls: calls.map(({ service, operation, caller, status, request, error }) => ({
      service,
      operation,
      caller,
      status,
      request,
      error,
    })),
    entries: ledger.entries.toSorted((a, b) => (`${a.step} ${a.job}` < `${b.step} ${b.job}` ? -1 : 1)),
    world: { ...state, queues: world.state.queues.map(waitingIn) },
  };
  return renumbered(left, { jobIds: jobs.map(({ pk }) => pk.slice("JOB#".length)) });
};

import { ScanCommand } from "@aws-sdk/lib-dynamodb";
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
  world: unknown;
}

type Item = Record<string, unknown> & { pk: string };

export const itemsOf = async ({ table }: Stage): Promise<Item[]> => {
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return (Items ?? []) as Item[];
};

const jobsIn = (items: readonly Item[]): Item[] =>
  items.filter(({ pk }) => pk.startsWith("JOB#")).sort((a, b) => Number(a.createdAt) - Number(b.createdAt));

/** Every job is over or parked, every message of it is sent, and no request waits for an answer. */
export const isOver = (items: readonly Item[]): boolean =>
  jobsIn(items).length > 0 && items.every(({ due, outboxDue }) => due === undefined && outboxDue === undefined);

const shownTo = ({ user, text, blocks, metadata, thread_ts, ts }: Read) => ({
  ts,
  ...(thread_ts ? { thread_ts } : {}),
  by: user,
  text,
  blocks,
  payload: metadata?.event_payload,
});

export const outcomeOf = async (stage: Stage): Promise<Outcome> => {
  const { workplace, world } = stage;
  const jobs = jobsIn(await itemsOf(stage));
  const posts: Outcome["posts"] = {};
  for (const channel of await workplace.channels()) {
    const messages = await workplace.messages(channel);
    if (messages.length > 0) posts[channel] = messages.map(shownTo);
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
    world: state,
  };
  return renumbered(left, { jobIds: jobs.map(({ pk }) => pk.slice("JOB#".length)) });
};

import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { people, workspace } from "../../sim/people.ts";
import type { SlackOptions } from "../../sim/slack/server.ts";
import { lanesOf, lanesSchema } from "../../src/config/lanes.ts";
import { seconds } from "../../src/domain/duration.ts";
import type { Lanes } from "../../src/domain/lane.ts";
import { secret } from "../../src/domain/secret.ts";
import { isOver, type JobView } from "../../src/jobs/job.ts";
import { createLanes } from "../../src/jobs/lanes/lanes.ts";
import type { Rates } from "../../src/jobs/lanes/rates.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { createSlackClient } from "../../src/slack/bolt/create-app.ts";
import { type Outbox, startOutbox } from "../../src/slack/outbox/outbox.ts";
import { createPoster, type Poster } from "../../src/slack/poster.ts";
import { createPrivateReplies } from "../../src/slack/private-replies.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { pump } from "../fakes/pump.ts";
import { newJob } from "../jobs/new-job.ts";
import { type LossyProxy, startLossyProxy } from "../servers/lossy-proxy.ts";
import { startTable } from "../servers/table.ts";
import { type LocalSlack, startSlack } from "../sim-slack/local-slack.ts";
import { jobOf } from "./sample-job.ts";

/** A message as it came over the wire, as far as tests look at it. */
export interface Wire {
  ts: string;
  text: string;
  thread_ts?: string;
  ephemeral?: boolean;
  blocks?: {
    type: string;
    block_id?: string;
    title?: string;
    tasks?: { title: string; status: string; details?: unknown }[];
    elements?: { action_id?: string; value?: string }[];
  }[];
  metadata?: { event_payload: { key: string; state?: string } };
}

/** One call that the bot made, as the local Slack recorded it. */
export interface Call {
  n: number;
  at: number;
  dir: "in" | "out";
  kind: string;
  summary: string;
  payload: Record<string, unknown>;
  error?: string;
}

/** The table, a local Slack behind a lossy wire, and any number of outboxes between them. */
export interface Stage {
  slack: LocalSlack;
  proxy: LossyProxy;
  store: JobStore;
  clock: ReturnType<typeof createManualClock>;
  startOutbox(more?: { store?: Partial<JobStore>; poster?: (poster: Poster) => Poster }): Outbox;
  rates: Rates;
  /** Puts a job into the table; what it looks like at each revision is up to the test. */
  begin(view?: Partial<JobView>): Promise<string>;
  /** Changes what people can see of a job; an end ends it. */
  change(id: string, view: Partial<JobView>): Promise<void>;
  /** A person has a stopped job go on, or end. */
  again(id: string, view: Partial<JobView>, how?: "retry" | "stop"): Promise<void>;
  record(id: string): Promise<JobRecord>;
  /** Moves the world until Slack shows everything there is to show. */
  allSent(...ids: string[]): Promise<void>;
  messages(channel: string, user?: string): Promise<Wire[]>;
  /** The messages of a job in a channel, by key. */
  shown(id: string, channel: string, user?: string): Promise<Record<string, Wire[]>>;
  /** Every call of the Web API so far, or of one method. */
  calls(method?: string): Promise<Call[]>;
  close(): Promise<void>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const gone = { ...people[4], slackId: "U0GONE", email: "gone@example.gov.uk", deactivated: true } as const;

/** Wide enough that no test waits for its turn by accident; those about turns ask for the real ones. */
const wideLanes: Lanes = lanesOf(
  lanesSchema.parse({ slackPosts: { perSecond: 100 }, slackEdits: { perMinute: 6_000 } }),
);

export const startStage = async (
  options: Partial<SlackOptions> & { limits?: boolean; lanes?: Lanes } = {},
): Promise<Stage> => {
  const { limits = false, lanes = wideLanes, ...slackOptions } = options;
  const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
  const everybody = [...people, gone as (typeof people)[number]];
  const [slack, table] = await Promise.all([
    startSlack({ manifestPath, people: everybody, ...slackOptions }),
    startTable(),
  ]);
  const proxy = await startLossyProxy(slack.url);
  await slack.control("limits", { enabled: limits });
  const clock = createManualClock();
  const outboxes = new Set<Outbox>();
  const kick = () => {
    for (const outbox of outboxes) outbox.kick();
  };
  const store = createJobStore({
    table: table.table,
    clock,
    newId: randomUUID,
    onVisible: kick,
  });
  const { rates } = createLanes({
    lanes,
    table: table.table,
    store,
    clock,
    random: () => 0.5,
    newId: randomUUID,
    log: silent,
  });
  const client = createSlackClient({
    botToken: secret(workspace.botToken),
    connection: { kind: "socket", appToken: secret(workspace.appToken) },
    apiUrl: `${proxy.url}/api/`,
  });
  const views = new Map<string, JobView[]>();
  const held = new Map<string, JobRecord>();
  const viewOf = ({ id, rev }: JobRecord): JobView => {
    const view = views.get(id)?.[rev - 1];
    if (!view) throw new Error(`job ${id} was never at revision ${rev}`);
    return view;
  };
  const record = async (id: string) => {
    const found = await store.get(id);
    if (!found) throw new Error(`no job ${id}`);
    return found;
  };
  const messages = async (channel: string, user?: string) => (await slack.messages(channel, user)) as unknown as Wire[];

  return {
    slack,
    proxy,
    store,
    clock,
    record,
    messages,
    rates,
    startOutbox(more = {}) {
      const poster = createPoster(client);
      const outbox = startOutbox({
        store: { ...store, ...more.store },
        viewOf,
        poster: more.poster?.(poster) ?? poster,
        replies: createPrivateReplies({ client, log: silent }),
        rates,
        clock,
        random: () => 0.5,
        log: silent,
        opsChannels: ["C0ISBOPS"],
        timeZone: "Europe/London",
      });
      outboxes.add(outbox);
      return outbox;
    },
    async begin(view = {}) {
      const job = newJob({ ...(view.origin ? { origin: view.origin } : {}) });
      views.set(job.id, [jobOf({ ...view, id: job.id })]);
      await store.create(job);
      kick();
      return job.id;
    },
    async change(id, view) {
      const list = views.get(id) ?? [];
      const next = jobOf({ ...list.at(-1), ...view });
      list.push(next);
      const owned = held.get(id) ?? (await store.claim(id, (await record(id)).wakeAt, clock.now() + seconds(3600)));
      if (!owned) throw new Error(`job ${id} was not claimed`);
      held.set(id, owned);
      if (isOver(next.state) || next.state === "parked") await store.end(owned, { state: next.state as "failed" });
      else await store.checkpoint(owned, { changed: [], added: [], visible: true });
    },
    async again(id, view, how = "retry") {
      const list = views.get(id) ?? [];
      list.push(jobOf({ ...list.at(-1), ...view }));
      held.delete(id);
      const by = { slackId: "U0MANAGER1", name: "Manager One" };
      if (how === "stop") await store.askToStop(id, by);
      else await store.resume(id, by, () => ({ forget: [], triesBefore: {}, keepsStop: false }));
    },
    allSent: (...ids) =>
      pump(
        clock,
        async () => {
          const records = await Promise.all(ids.map(record));
          return records.every(({ rev, sentRev }) => sentRev === rev);
        },
        { mostMs: 600_000 },
      ),
    async shown(id, channel, user) {
      const shown: Record<string, Wire[]> = {};
      for (const message of await messages(channel, user)) {
        const key = message.metadata?.event_payload.key;
        if (!key?.startsWith(`${id}#`)) continue;
        const name = key.slice(id.length + 1);
        shown[name] = [...(shown[name] ?? []), message];
      }
      return shown;
    },
    async calls(method) {
      const { log } = (await slack.read("log")) as unknown as { log: Call[] };
      return log.filter(({ kind, summary }) => kind === "web-api" && (method === undefined || summary === method));
    },
    async close() {
      await Promise.all([...outboxes].map((outbox) => outbox.stop()));
      await proxy.close();
      await Promise.all([slack.close(), table.close()]);
    },
  };
};

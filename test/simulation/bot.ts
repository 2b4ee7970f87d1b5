import type { CommandRequest, Dispatcher } from "../../src/command/dispatch.ts";
import type { Log } from "../../src/domain/log.ts";
import { unexpectedProblem } from "../../src/domain/unexpected.ts";
import { createClaims } from "../../src/jobs/claims/claims.ts";
import { jobView } from "../../src/jobs/engine/progress.ts";
import { createIntake } from "../../src/jobs/intake.ts";
import { createJobs, type Jobs } from "../../src/jobs/jobs.ts";
import { createLanes } from "../../src/jobs/lanes/lanes.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import type { Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createIncoming, type Incoming } from "../../src/slack/bolt/incoming.ts";
import { type Outbox, startOutbox } from "../../src/slack/outbox/outbox.ts";
import type { Poster } from "../../src/slack/poster.ts";
import { userOne } from "../jobs/new-job.ts";
import type { Dice } from "./dice.ts";
import { claimOfWrite } from "./flaky-table.ts";
import { lanes } from "./lanes.ts";
import type { Process } from "./process.ts";

/** Everything of the bot between the table and Slack, put together as `app.ts` does. */
export interface Bot {
  jobs: Jobs;
  incoming: Incoming;
  /** What SIGTERM does. */
  stop(): Promise<void>;
}

export const opsChannel = "C0OPS";

/** Tells the table under which claim of the job a worker writes: what it writes must never reach another's. */
const tellingItsClaim = (store: JobStore): JobStore => {
  const under = <T>({ id: job, epoch }: JobRecord, write: () => Promise<T>): Promise<T> =>
    claimOfWrite.run({ job, epoch }, write);
  return {
    ...store,
    checkpoint: (record, progress) => under(record, () => store.checkpoint(record, progress)),
    suspend: (record, ...more) => under(record, () => store.suspend(record, ...more)),
    end: (record, ending) => under(record, () => store.end(record, ending)),
    heartbeat: (record, leaseUntil) => under(record, () => store.heartbeat(record, leaseUntil)),
  };
};

/** Starts the job that was asked for, as a command would. A start that fails is told to the asker, and that was it. */
const createDispatcher = (jobs: Jobs, onRefused: (key: string) => void): Dispatcher => ({
  async dispatch({ key, command: workflow, channelId, args: { person, dryRun } }: CommandRequest) {
    const ask = { workflow, title: `Job ${workflow}`, input: { person }, dryRun: dryRun === true };
    try {
      const started = await jobs.start({ ...ask, requester: userOne, origin: { channelId }, key });
      return { kind: "started", ...started };
    } catch (error) {
      onRefused(key);
      return { kind: "refused", problem: unexpectedProblem(error) };
    }
  },
});

export const startBot = ({
  process: { clock },
  table,
  poster,
  workflows: some,
  dice,
  onWarning,
  onRefused,
}: {
  process: Process;
  table: Table;
  poster: Poster;
  workflows: readonly Workflow[];
  dice: Dice;
  onWarning: (message: string) => void;
  /** Somebody was told that their request failed. */
  onRefused: (key: string) => void;
}): Bot => {
  const note = (_: object, message: string): void => onWarning(message);
  const log: Log = { debug() {}, info() {}, warn: note, error: note };
  const random = () => dice.next();
  const newId = () => dice.name();
  const replies = { send: async () => undefined };

  let outbox: Outbox | undefined;
  const store = tellingItsClaim(createJobStore({ table, clock, newId, onVisible: () => outbox?.kick() }));
  const workflows = createWorkflowRegistry(some);
  const claims = createClaims({ table, store, workflows, clock, newId });
  const { rates, turns } = createLanes({ lanes, table, store, clock, random, newId, log });
  const jobs = createJobs({
    store,
    workflows,
    claims,
    kick: () => {
      worker.kick();
      outbox?.kick();
    },
  });
  const requests = createIntake({ table, clock, newId });
  const incoming = createIncoming({ requests, dispatcher: createDispatcher(jobs, onRefused), replies, log });
  const worker = startWorker({ store, workflows, claims, turns, clock, random, log, onIntake: incoming.resume });
  outbox = startOutbox({
    store,
    viewOf: (record) => jobView(record, workflows.find(record.workflow, record.major)),
    poster,
    rates,
    replies,
    clock,
    random,
    log,
    opsChannels: [opsChannel],
    timeZone: "Europe/London",
  });

  return {
    jobs,
    incoming,
    async stop() {
      await worker.stop();
      await incoming.idle();
      await outbox?.stop();
    },
  };
};

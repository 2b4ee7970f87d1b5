import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { pino } from "pino";
import { z } from "zod";
import { systemClock } from "../../src/clients/clock/system-clock.ts";
import { days, minutes } from "../../src/domain/duration.ts";
import type { Log } from "../../src/domain/log.ts";
import { Problem } from "../../src/domain/problem.ts";
import { createLanes } from "../../src/jobs/lanes/lanes.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { createDynamoTable } from "../../src/jobs/table/dynamo-table.ts";
import { startWorker } from "../../src/jobs/worker.ts";

/**
 * A worker and nothing else, as a process: `node worker-process.ts <settings as JSON>`. Prints {"event":"ready"}.
 * `hurry`: leases, heartbeats and margins of the wire are so many times shorter than in production.
 */
export interface WorkerSettings {
  endpoint: string;
  table: string;
  world: string;
  name: string;
  hurry: number;
}
const { endpoint, table, world, name, hurry } = JSON.parse(process.argv[2] ?? "{}") as WorkerSettings;

const ask = async (what: string, key: string, more: object = {}): Promise<Record<string, unknown>> => {
  const response = await fetch(world, { method: "POST", body: JSON.stringify({ what, key, worker: name, ...more }) });
  return (await response.json()) as Record<string, unknown>;
};
const isMade = async (key: string): Promise<boolean> => (await ask("made", key)).made === true;
const never = () => new Problem("gave-up", "It never came about.", { next: "-" });

const workflow = (called: string, built: Pick<Workflow, "steps" | "result">): Workflow => ({
  name: called,
  major: 1,
  input: z.unknown(),
  ...built,
});

/** Make, wait a little, finish: each act counted by the world. */
const errand = workflow(
  "errand",
  steps()
    .step("make", {
      title: "Make it",
      look: async ({ jobId }) => ((await isMade(`${jobId} made`)) ? done<unknown>("found") : toDo),
      act: async ({ jobId }) => ask("act", `${jobId} made`),
    })
    .wait("ripen", {
      title: "Wait a little",
      look: async ({ jobId }) => {
        const key = `${jobId} seen once`;
        if (await isMade(key)) return done(true);
        await ask("act", key, { naturalKey: true });
        return notYet("not ripe yet");
      },
      every: () => 300,
      giveUpAfterMs: minutes(10),
      giveUp: never,
    })
    .step("finish", {
      title: "Finish it",
      look: async ({ jobId }) => ((await isMade(`${jobId} finished`)) ? done<unknown>("found") : toDo),
      act: async ({ jobId }) => ask("act", `${jobId} finished`),
    })
    .result(() => "done"),
);

/** An act that can be stopped right before its call: at the gate named after its job. */
const gated = workflow(
  "gated",
  steps<{ naturalKey: boolean; guarded: boolean }>()
    .step("make", {
      title: "Make it",
      look: async ({ jobId }) => ((await isMade(jobId)) ? done<unknown>("found") : toDo),
      act: async ({ jobId, input }) => {
        await ask("pass", jobId);
        if (input.guarded) await gate.enter();
        return ask("act", jobId, { naturalKey: input.naturalKey });
      },
    })
    .result(({ found }) => found.make),
);

/** Looks that begin one after another, each told to the world: how soon somebody goes on shows in their times. */
const told = workflow(
  "told",
  steps<{ holdAt?: string }>()
    .step("first", {
      title: "First",
      look: async ({ jobId, input }) => {
        await ask("say", `${jobId} first`);
        if (input.holdAt) await ask("pass", input.holdAt);
        return done(1);
      },
    })
    .step("second", {
      title: "Second",
      look: async ({ jobId }) => {
        await ask("say", `${jobId} second`);
        return done(2);
      },
    })
    .result(() => "done"),
);

/** Waits for days and is looked at once. */
const patient = workflow(
  "patient",
  steps()
    .wait("wait", {
      title: "Wait for days",
      look: async () => notYet("not yet"),
      every: () => days(1),
      giveUpAfterMs: days(30),
      giveUp: never,
    })
    .result(() => "done"),
);

const log: Log = pino({ name, level: process.env.LOG_LEVEL ?? "silent" });
const dynamo = new DynamoDBClient({
  endpoint,
  region: "eu-west-2",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 3,
});
const client = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
const clock = { ...systemClock(), wire: (ms: number) => ms / hurry };
const items = createDynamoTable(client, table);
const store = createJobStore({ table: items, clock, newId: randomUUID });
/** As every client of the bot has one before each of its calls. */
const gate = createLanes({
  lanes: { world: { kind: "rate", words: "the world", limits: [{ takes: 1_000, perMs: 1_000, burst: 1_000 }] } },
  table: items,
  store,
  clock,
  random: Math.random,
  newId: randomUUID,
  log,
}).gate("world");
const worker = startWorker({
  store,
  workflows: createWorkflowRegistry([errand, gated, told, patient]),
  clock,
  random: Math.random,
  log,
  onIntake: async () => {},
});
/** What is still held after two collections some time apart: the first frees what holds the rest. Takes `--expose-gc`. */
const tellHeap = async (): Promise<void> => {
  globalThis.gc?.();
  await clock.sleep(500);
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
};
process.once("SIGTERM", () => {
  worker.stop().finally(() => process.exit(0));
});
process.on("message", (asked) => {
  if (asked === "kick") worker.kick();
  if (asked === "heap") tellHeap();
});
process.stdout.write(`${JSON.stringify({ event: "ready" })}\n`);

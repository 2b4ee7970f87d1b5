import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { systemClock } from "../src/clients/clock/system-clock.ts";
import { runJob } from "../src/jobs/engine/run-job.ts";
import { done, type Steps, steps, toDo, type Workflow } from "../src/jobs/shapes.ts";
import { createJobStore } from "../src/jobs/store/job-store.ts";
import { createDynamoTable } from "../src/jobs/table/dynamo-table.ts";
import { startChild, stopChild } from "../test/servers/child.ts";
import type { Measure } from "./report.ts";
import { median } from "./stats.ts";

const stepsPerJob = 10;
const jobs = 60;
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A job of ten steps that do nothing, noting when each begins. */
const emptyWorkflow = (acting: boolean, began: number[]): Workflow => {
  let built = steps<unknown>() as Steps<unknown, Record<string, unknown>>;
  for (let n = 0; n < stepsPerJob; n += 1) {
    built = built.step(`step-${n}`, {
      title: `Step ${n}`,
      look: async () => {
        began.push(performance.now());
        return acting ? toDo : done(n);
      },
      ...(acting ? { act: async () => n } : {}),
    }) as typeof built;
  }
  return { name: "empty", major: 1, input: z.unknown(), ...built.result(() => undefined) };
};

/** A durable step against one bare conditional write, same table, same run; and how many writes a step takes. */
export const measureStep = async (): Promise<Measure[]> => {
  const table = await startChild("bench/table.ts", [], {}, (line) => "port" in line);
  const raw = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${table.line.port}`,
    region: "us-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  let writes = 0;
  raw.middlewareStack.add(
    (next, context) => async (args) => {
      if (/Update|Put|Delete/.test(context.commandName ?? "")) writes += 1;
      return next(args);
    },
    { step: "initialize" },
  );
  const clock = systemClock();
  const store = createJobStore({ table: createDynamoTable(client, "jobs"), clock, newId: randomUUID });

  const runOne = async (acting: boolean): Promise<{ gaps: number[]; writes: number }> => {
    const began: number[] = [];
    const workflow = emptyWorkflow(acting, began);
    const id = randomUUID();
    const requester = {
      slackId: "U1",
      teamId: "T1",
      identityId: "i",
      email: "a@example.gov.uk",
      name: "A",
      role: "user" as const,
    };
    await store.create({
      id,
      workflow: "empty",
      major: 1,
      title: "Empty",
      input: {},
      requester,
      origin: { channelId: "C1" },
    });
    const seen = (await store.get(id))?.wakeAt ?? 0;
    const record = await store.claim(id, seen, clock.now() + 60_000);
    if (!record) throw new Error("not claimed");
    const before = writes;
    await runJob(record, workflow, { store, clock, random: Math.random, log, draining: () => false });
    return { gaps: began.slice(1).map((at, n) => at - (began[n] as number)), writes: writes - before };
  };
  const bareWrite = async (): Promise<number> => {
    const startedAt = performance.now();
    await client.send(
      new UpdateCommand({
        TableName: "jobs",
        Key: { pk: "BARE" },
        UpdateExpression: "SET seq = if_not_exists(seq, :zero) + :one, filler = :filler",
        ConditionExpression: "attribute_not_exists(seq) OR seq >= :zero",
        ExpressionAttributeValues: { ":zero": 0, ":one": 1, ":filler": "x".repeat(500) },
      }),
    );
    return performance.now() - startedAt;
  };

  for (let n = 0; n < 10; n += 1) {
    await runOne(false);
    await bareWrite();
  }
  const [looks, acts, bare]: [number[], number[], number[]] = [[], [], []];
  let [lookWrites, actWrites] = [0, 0];
  // Turn and turn about, so that a noisy moment meets all of them.
  for (let n = 0; n < jobs; n += 1) {
    const look = await runOne(false);
    for (let w = 0; w < stepsPerJob; w += 1) bare.push(await bareWrite());
    const act = await runOne(true);
    looks.push(...look.gaps);
    acts.push(...act.gaps);
    lookWrites += look.writes;
    actWrites += act.writes;
  }
  raw.destroy();
  await stopChild(table.child);

  const against = (ms: number) =>
    `${ms.toFixed(2)} ms against ${median(bare).toFixed(2)} ms of a bare conditional write`;
  /** One write ends each job; it is no step's. */
  const perStep = (count: number) => (count - jobs) / (jobs * stepsPerJob);
  return [
    {
      name: "a step that looks, p50",
      value: median(looks) / median(bare),
      seen: against(median(looks)),
      goal: { atMost: 1.5, unit: "x" },
      stretch: 1.2,
    },
    // It writes twice by design: before the act, so that a crash is noticed, and after it.
    {
      name: "a step that acts, p50",
      value: median(acts) / (2 * median(bare)),
      seen: `${median(acts).toFixed(2)} ms against two bare writes of ${median(bare).toFixed(2)} ms`,
      goal: { atMost: 1.5, unit: "x" },
      stretch: 1.2,
    },
    {
      name: "writes of a step that looks",
      value: perStep(lookWrites),
      seen: `${lookWrites} writes for ${jobs * stepsPerJob} steps and ${jobs} ends of jobs`,
      goal: { atMost: 2, unit: "" },
      stretch: 1.3,
    },
    {
      name: "writes of a step that acts",
      value: perStep(actWrites),
      seen: `${actWrites} writes for ${jobs * stepsPerJob} steps and ${jobs} ends of jobs`,
      goal: { atMost: 2, unit: "" },
    },
  ];
};

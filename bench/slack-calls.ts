import { randomUUID } from "node:crypto";
import { z } from "zod";
import { remoteClock } from "../src/clients/clock/remote-clock.ts";
import { minutes } from "../src/domain/duration.ts";
import { Problem } from "../src/domain/problem.ts";
import { done, notYet, steps, toDo, type Workflow } from "../src/jobs/shapes.ts";
import { createJobStore } from "../src/jobs/store/job-store.ts";
import { openHouse } from "../test/e2e/house.ts";
import { newJob } from "../test/jobs/new-job.ts";
import type { Measure } from "./report.ts";
import { until } from "./surroundings.ts";

const items = 500;
const channel = "C0GENERAL";

/** What scripts would say something about: three steps an item. */
const oneOfMany = (): Workflow => {
  const begun = new Map<string, number>();
  const made = new Set<string>();
  return {
    name: "one-of-many",
    major: 1,
    input: z.unknown(),
    ...steps()
      .step("make", {
        title: "Make it",
        look: async ({ jobId }) => (made.has(jobId) ? done(true) : toDo),
        act: async ({ jobId }) => {
          made.add(jobId);
          return true;
        },
      })
      .wait("ripen", {
        title: "Wait for it",
        look: async ({ jobId, now }) => {
          const since = begun.get(jobId) ?? now;
          begun.set(jobId, since);
          return now - since > minutes(5) ? done(true) : notYet("not ripe yet");
        },
        every: () => minutes(1),
        giveUpAfterMs: minutes(600),
        giveUp: () => new Problem("gave-up", "It never came about.", { next: "-" }),
      })
      .step("check", { title: "Check it", look: async () => done(true) })
      .result(() => "done"),
  };
};

const many: Workflow = {
  name: "many",
  major: 1,
  input: z.unknown(),
  ...steps()
    .each("items", {
      title: "Make them all",
      workflow: "one-of-many",
      items: () => Array.from({ length: items }, (_, n) => ({ key: `item-${n}`, title: `Item ${n}`, input: { n } })),
      giveUpAfterMs: minutes(6_000),
    })
    .result(() => "done"),
};

interface Call {
  kind: string;
  summary: string;
  details?: unknown;
}

/** What one large job and one ordinary one ask of Slack, with Slack's own limits switched on. */
export const measureSlackCalls = async (): Promise<Measure[]> => {
  const house = await openHouse({ speed: 60, workflows: [many, oneOfMany()] });
  const clock = await remoteClock({ url: `${house.urls.slack}/_control/clock` });
  const store = createJobStore({ table: house.table, clock, newId: randomUUID });
  const calls = async (method: RegExp): Promise<Call[]> => {
    const { log } = (await house.control("slack", "/log")) as { log: Call[] };
    return log.filter(({ kind, summary }) => kind === "web-api" && method.test(summary));
  };
  const saying = /^chat\.(postMessage|update|postEphemeral)/;
  try {
    const job = newJob({ workflow: "many", title: "Make five hundred", origin: { channelId: channel } });
    const startedAt = performance.now();
    await store.create(job);
    await until(async () => (await store.get(job.id))?.state === "succeeded", 240_000);
    const tookMs = performance.now() - startedAt;
    await until(async () => (await store.outboxDue(Number.MAX_SAFE_INTEGER, 1)).length === 0, 60_000);
    const large = await calls(saying);
    const refused = (await calls(/./)).filter((call) => JSON.stringify(call).includes("ratelimited"));

    const before = await calls(/^chat\.postMessage/);
    const since = Date.now() / 1000;
    await house.send("U0USER1", "lease assign council-chatbot");
    const { steps: ordinary } = await house.listen("U0USER1", since, { withinMs: 60_000 });
    const posts = (await calls(/^chat\.postMessage/)).length - before.length;
    const naive = items * 3;
    return [
      {
        name: "Slack calls of a job of 500 items against a message a step",
        value: large.length / naive,
        seen: `${large.length} calls in ${(tookMs / 1000).toFixed(0)} s against ${naive}`,
        goal: { atMost: 0.1, unit: "x" },
        stretch: 0.05,
      },
      { name: "of them refused as too many", value: refused.length, seen: "429s", goal: { atMost: 0, unit: "" } },
      {
        name: "posts of one ordinary job",
        value: posts,
        seen: `${posts} posts for ${Object.keys(ordinary).length} steps`,
        goal: { atMost: 3, unit: "" },
        stretch: 2,
      },
    ];
  } finally {
    clock.stop();
    await house.close();
  }
};

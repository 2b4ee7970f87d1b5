import { jobView } from "../../src/jobs/engine/progress.ts";
import { isOver } from "../../src/jobs/job.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { recordOf } from "../../src/jobs/store/item.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { Item } from "../../src/jobs/table/table.ts";
import { desiredMessages } from "../../src/slack/outbox/messages.ts";
import { opsChannel } from "./bot.ts";
import { explains } from "./explains.ts";
import type { Faults } from "./faults.ts";
import type { Fleet } from "./fleet.ts";
import { isLeftOver } from "./left-over.ts";
import type { WorkflowPlan } from "./plan.ts";
import type { Asked } from "./requests.ts";
import type { Stage } from "./stage.ts";
import { buildWorkflow, keyOf } from "./workflow.ts";

const isJob = (pk: string): boolean => pk.startsWith("JOB#") && !pk.includes("/");
const rests = ({ state }: Item): boolean => state === "parked" || isOver(state as JobRecord["state"]);
const wantsNobody = (item: Item): boolean => item.due === undefined && item.outboxDue === undefined;

/** Nothing is left to do for anybody: requests are answered, jobs are over or left to a person, and Slack was told. */
export const isQuiet = ({ table }: Stage, asked: readonly Asked[]): boolean =>
  asked.every(({ acknowledged, givenUp }) => acknowledged || givenUp) &&
  [...table.items.values()].every((item) =>
    "owner" in item && !("state" in item)
      ? !isLeftOver(table.items, item)
      : wantsNobody(item) && (!("state" in item) || rests(item)),
  );

/** What must be so once all is quiet. */
export const checkEnd = (run: {
  stage: Stage;
  asked: readonly Asked[];
  fleet: Fleet;
  plans: readonly WorkflowPlan[];
  faults: Faults;
}): void => {
  const { stage, asked, plans } = run;
  const { insist } = stage.promises;
  insist(stage.letGo === 0 || mayLetGo(run.faults), () => `${stage.letGo} jobs were let go, and nothing made it so`);
  for (const { key, jobId, acknowledged } of asked) {
    const isThere = stage.table.items.has(`JOB#${jobId}`);
    insist(!acknowledged || stage.refused.has(key) || isThere, () => `the request for ${jobId} got lost`);
  }
  for (const [pk, item] of stage.table.items) {
    if (!isJob(pk)) continue;
    const record = recordOf(item);
    const plan = plans.find(({ name }) => name === record.workflow) as WorkflowPlan;
    checkEffects(stage, record, plan);
    if (!record.parent) checkMessages(stage, record, plans);
    const why = explains(run, record, plan);
    insist(why === undefined, () => `${record.id} ended ${record.state} (${JSON.stringify(record.problem)}): ${why}`);
  }
};

/**
 * A write that landed counts, though its reply was lost or it was sent twice: only other trouble costs a worker its job,
 * or another worker that was faster than the read that would have told.
 */
const mayLetGo = ({ table, process, processes }: Faults): boolean =>
  processes > 1 ||
  // A write that landed is known again by its mark. A refusal that nobody heard is not: a nudge came in between, say.
  table.throttles + table.lostWrites + table.unheardWrites + table.lateWrites > 0 ||
  process.dies + process.freezes + process.drains > 0;

/** A job that went well has done everything; and whatever is told as done was done. */
const checkEffects = ({ promises, outside }: Stage, record: JobRecord, plan: WorkflowPlan): void => {
  const found = (record.result ?? {}) as Record<string, unknown>;
  for (const step of plan.steps) {
    if (step.is !== "act") continue;
    const key = keyOf(record.id, step.name);
    if (record.dryRun) {
      promises.insist(outside.times(key) === 0, () => `${key} was done in a dry run`);
      continue;
    }
    const told = record.state === "succeeded" || found[step.name] !== undefined;
    promises.insist(!told || outside.times(key) > 0, () => `${key} is told as done and was not`);
    promises.insist(
      record.state !== "succeeded" || step.always === true || found[step.name] === key,
      () => `${record.id} forgot what ${step.name} found`,
    );
  }
};

/** Slack shows what the record says, each message where it belongs. */
const checkMessages = (stage: Stage, record: JobRecord, plans: readonly WorkflowPlan[]): void => {
  const { slack, promises } = stage;
  const outside = { has: never, do: never };
  const workflows = createWorkflowRegistry(plans.map((plan) => buildWorkflow(plan, outside, stage.waits)));
  const job = jobView(record, workflows.find(record.workflow, record.major));
  const desired = desiredMessages(job, {
    opsChannels: [opsChannel],
    timeZone: "Europe/London",
    cardChannel: record.sent.card?.channel,
    sent: new Set(Object.keys(record.sent)),
  });
  promises.insist(record.sentRev === record.rev, () => `${record.id} has more to say than was sent`);
  for (const { key, content, once } of desired) {
    const shown = slack.messages.filter((message) => message.key === content.payload.key);
    promises.insist(shown.length > 0, () => `${record.id}: Slack never showed message ${key}`);
    const noted = shown.find(({ ts }) => ts === record.sent[key]?.ts);
    promises.insist(noted !== undefined, () => `${record.id}: nobody knows where message ${key} is`);
    if (once || slack.staleEdits > 0) continue;
    promises.insist(
      noted?.content.text === content.text,
      () => `${record.id}: message ${key} says "${noted?.content.text}", not "${content.text}"`,
    );
  }
};

const never = (): Promise<never> => Promise.reject(new Error("nothing is done any more"));

import { expect, it } from "vitest";
import { days, minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { createJobs } from "../../src/jobs/jobs.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { notYet, steps } from "../../src/jobs/shapes.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

it("a list of jobs in one state holds those that are shown in it, also in the moment in which a worker looks at them", async () => {
  const workflow = named(
    steps()
      .wait("ask", {
        title: "Ask a person",
        look: async () => notYet("somebody has to say yes", { needsPerson: true }),
        every: () => minutes(1),
        giveUpAfterMs: days(1),
        giveUp: () => new Problem("gave-up", "never", { next: "-" }),
      })
      .result(() => null),
  );
  const job = createDrivenJob(createMemoryTable());
  const jobs = createJobs({ store: job.store, workflows: createWorkflowRegistry([workflow]), kick: () => {} });
  const listed = async (state: "needs-approval" | "running" | "waiting") =>
    (await jobs.list({ state })).jobs.map((each) => [each.id, each.state]);
  const expectOnlyAsked = async (): Promise<void> => {
    expect(await listed("needs-approval")).toEqual([[job.id, "needs-approval"]]);
    expect(await listed("running")).toEqual([]);
    expect(await listed("waiting")).toEqual([]);
  };
  await job.create(workflow);
  await job.runOnce(workflow);
  await expectOnlyAsked();
  await job.claim();
  await expectOnlyAsked();
});

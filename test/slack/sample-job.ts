import type { Handover } from "../../src/domain/handover.ts";
import type { JobView, StepStatus, StepView } from "../../src/jobs/job.ts";
import { userOne } from "../jobs/new-job.ts";

export const stepOf = (name: string, status: StepStatus, more: Partial<StepView> = {}): StepView => ({
  name,
  title: `Title of ${name}`,
  status,
  attempts: status === "pending" ? 0 : 1,
  ...more,
});

/** A job under way, asked for by a user in a public channel. */
export const jobOf = (more: Partial<JobView> = {}): JobView => ({
  id: "job1234567",
  workflow: "lease-assign",
  title: "Lease council-chatbot",
  state: "running",
  requester: userOne,
  origin: { channelId: "C0GENERAL" },
  input: {},
  steps: [stepOf("one", "running"), stepOf("two", "pending")],
  createdAt: Date.UTC(2026, 2, 2, 9),
  retries: [],
  dryRun: false,
  remains: [],
  ...more,
});

/** What a job that gave somebody a sandbox ends with. */
export const handoverTo = (slackId: string | undefined, more: Partial<Handover> = {}): Handover => ({
  kind: "handover",
  holder: { email: "user1@example.gov.uk", name: "User One", ...(slackId ? { slackId } : {}) },
  status: "Active",
  leaseId: "1a2b3c4d",
  template: "council-chatbot",
  accountId: "100000000042",
  expiresAt: "2026-03-03T09:00:00.000Z",
  budgetUsd: 50,
  consoleUrl: "https://d-estate.awsapps.com/start/#/console?account_id=100000000042",
  awsConfig: "[profile sandbox]\nsso_account_id = 100000000042",
  ...more,
});

/** The looks of a whole job, one after another, ending with a handover; each shows a difference. */
export const wholeJob: readonly Partial<JobView>[] = [
  { steps: [stepOf("one", "done", { note: "found it" }), stepOf("two", "running")] },
  {
    state: "needs-approval",
    steps: [
      stepOf("one", "done"),
      stepOf("two", "waiting", { note: "manager1@example.gov.uk can approve", suggest: "lease review 1a2b3c4d" }),
    ],
  },
  { state: "waiting", steps: [stepOf("one", "done"), stepOf("two", "waiting", { note: "ISB is setting it up" })] },
  {
    state: "succeeded",
    endedAt: Date.UTC(2026, 2, 2, 9, 5),
    steps: [stepOf("one", "done"), stepOf("two", "done")],
    result: handoverTo("U0USER1"),
  },
];

import { randomUUID } from "node:crypto";
import type { Requester } from "../../src/jobs/job.ts";
import type { NewJob } from "../../src/jobs/store/record.ts";
import type { Resumption } from "../../src/jobs/store/store.ts";

export const userOne: Requester = {
  slackId: "U0USER1",
  teamId: "T0ESTATE",
  identityId: "11111111-0000-4000-8000-000000000005",
  email: "user1@example.gov.uk",
  name: "User One",
  role: "user",
};

/** A job nobody has worked on yet, asked for by a user in a channel. */
export const newJob = (more: Partial<NewJob> = {}): NewJob => ({
  id: randomUUID().slice(0, 8),
  workflow: "test",
  major: 1,
  title: "A job",
  input: {},
  requester: userOne,
  origin: { channelId: "C0GENERAL" },
  ...more,
});

/** A job that goes on just where it was. */
export const asItWas = (): Resumption => ({ forget: [], triesBefore: {}, keepsStop: false });

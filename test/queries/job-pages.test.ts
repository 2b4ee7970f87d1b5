import { describe, expect, it } from "vitest";
import { jobInComments, jobMark, withJobMark, withoutMark } from "../../src/domain/job-mark.ts";
import type { JobView } from "../../src/jobs/job.ts";
import { createJobReads } from "../../src/queries/jobs.ts";

const jobs = (count: number): JobView[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `job${index}`,
    workflow: "w",
    title: "t",
    state: "succeeded",
    requester: { slackId: "U1", teamId: "T1", identityId: "i", email: "e", name: "n", role: "user" },
    origin: { channelId: "C1" },
    input: {},
    steps: [],
    createdAt: index,
    retries: [],
    dryRun: false,
    remains: [],
  }));

/** A store that never gives more than three at a time, as DynamoDB may. */
const stored = (all: readonly JobView[]) => ({
  get: async (id: string) => all.find((job) => job.id === id),
  list: async ({ limit = 20, cursor }: { limit?: number; cursor?: string }) => {
    const from = Number(cursor ?? 0);
    const part = all.slice(from, from + Math.min(limit, 3));
    const next = from + part.length;
    return { jobs: part, ...(next < all.length ? { cursor: String(next) } : {}) };
  },
});

describe("pages of jobs", () => {
  it.each([
    [25, 1, 10, true],
    [25, 3, 5, false],
    [25, 4, 0, false],
    [20, 2, 10, false],
    [0, 1, 0, false],
  ])("of %i jobs, page %i has %i", async (count, page, size, more) => {
    const read = await createJobReads({ jobs: stored(jobs(count)) }).page({ page, size: 10 });
    expect([read.jobs.length, read.more]).toEqual([size, more]);
    if (size > 0) expect(read.jobs[0]?.id).toBe(`job${(page - 1) * 10}`);
  });
});

describe("a job's mark", () => {
  it.each([
    [undefined, undefined],
    ["nothing here", undefined],
    [jobMark("abc"), "abc"],
    [`words ${jobMark("abc")}`, "abc"],
    [`[isb-job:fake] ${jobMark("real")}`, "real"],
  ])("in %j is %j", (comments, jobId) => {
    expect(jobInComments(comments)).toBe(jobId);
  });

  it("stands last, fits ISB's limit and leaves no other mark in", () => {
    const long = withJobMark(`[isb-job:fake] ${"x".repeat(2000)}`, "abc");
    expect(long.length).toBeLessThanOrEqual(1000);
    expect(jobInComments(long)).toBe("abc");
    expect(long).not.toContain("fake");
    expect(withoutMark(withJobMark("why", "abc"))).toBe("why");
    expect(withJobMark("[isb-[isb-job:x]job:y]", "abc").match(/isb-job:/g)).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { JobView } from "../../src/jobs/job.ts";
import { frameGap } from "../../src/slack/outbox/frames.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { jobOf, stepOf } from "./sample-job.ts";

/** How many edits a job that changes all the time gets while it lasts. */
const editsIn = (lastsMs: number, steps: JobView["steps"]): number => {
  const start = createManualClock().now();
  let [edits, now] = [0, start];
  while (now - start < lastsMs) {
    now += frameGap(jobOf({ createdAt: start, steps }), { ...createManualClock(), now: () => now });
    edits += 1;
  }
  return edits;
};
const ofMany = [stepOf("all", "running", { items: { total: 500, done: 1, failed: 0, stopped: 0, failures: [] } })];
const usual = [stepOf("one", "running")];

describe("edits of a job that changes all the time", () => {
  it("come closely at first", () => {
    expect(editsIn(seconds(12), usual)).toBe(10);
  });

  it("come every ten seconds in the end, so that four such jobs leave half of Slack's edits to others", () => {
    expect(editsIn(minutes(60), usual) - editsIn(minutes(59), usual)).toBe(6);
  });

  it.each([
    ["ten minutes", 10],
    ["half an hour", 30],
  ])("of five hundred items are at most a tenth of one message for each, when it lasts %s", (_, length) => {
    expect(editsIn(minutes(length), ofMany)).toBeLessThanOrEqual(50);
  });
});

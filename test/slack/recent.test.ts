import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { createRecent } from "../../src/slack/outbox/recent.ts";
import { createManualClock } from "../fakes/manual-clock.ts";

describe("what is recent", () => {
  it("stays as small as what is going on, however much has been", async () => {
    const clock = createManualClock();
    const recent = createRecent<number>(clock, minutes(2));
    for (let n = 0; n < 1_000; n += 1) {
      recent.set(`job ${n}`, n);
      await clock.advance(seconds(10));
    }
    expect(recent.size).toBeLessThanOrEqual(13);
    expect(recent.get("job 999")).toBe(999);
    expect(recent.get("job 900")).toBeUndefined();
  });

  it("keeps what is set again and again, and counts it once", async () => {
    const clock = createManualClock({ speed: 60 });
    const recent = createRecent<number>(clock, minutes(2));
    recent.set("once", 0);
    for (let n = 1; n <= 100; n += 1) {
      await clock.advance(clock.wire(seconds(10)));
      recent.set("always", n);
    }
    expect(recent.get("always")).toBe(100);
    expect(recent.size).toBe(1);
    recent.delete("always");
    expect(recent.size).toBe(0);
  });
});

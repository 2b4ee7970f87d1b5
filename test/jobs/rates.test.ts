import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lanesOf, lanesSchema } from "../../src/config/lanes.ts";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { Lanes } from "../../src/domain/lane.ts";
import { createLaneItems } from "../../src/jobs/lanes/lane-items.ts";
import { createRates, type Rates } from "../../src/jobs/lanes/rates.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { type TableUnderTest, tables } from "./tables.ts";

const lanes: Lanes = {
  ...lanesOf(lanesSchema.parse(undefined)),
  quick: {
    kind: "rate",
    words: "quick requests",
    limits: [
      { takes: 40, perMs: seconds(1), burst: 8 },
      { takes: 300, perMs: seconds(10), burst: 60 },
    ],
  },
};

/** The most of these moments that lie in any one stretch of so long. */
const mostWithin = (moments: readonly number[], ms: number): number => {
  const sorted = moments.toSorted((one, other) => one - other);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
};

describe.each(tables)("a lane's rate, %s", (kind, open) => {
  let under: TableUnderTest;
  let clock: ManualClock;
  let warnings: string[] = [];
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  const note = (_: object, message: string) => void warnings.push(message);
  /** A process of its own: it knows of the others by the table alone. */
  const newProcess = (): Rates => {
    const items = createLaneItems({ table: under.table, clock, newId: randomUUID });
    return createRates({ lanes, items, clock, log: { debug: note, info: note, warn: note, error: note } });
  };
  /** A lane that no other test uses. */
  const lane = (name: string): string => `${name}#${randomUUID()}`;
  const begin = (): void => {
    clock = createManualClock();
    warnings = [];
  };

  /** Takes again and again, as a patient job does; tells the moment of each turn. */
  const takeMany = async (rates: Rates, name: string, times: number, taken: (at: number) => void): Promise<void> => {
    for (let n = 0; n < times; ) {
      const turn = await rates.take(name);
      if (turn.is === "later") await clock.sleep(turn.afterMs);
      else {
        taken(clock.now());
        n += 1;
      }
    }
  };

  it("is held by four processes together in any stretch, and used up, and none of them goes short", async () => {
    begin();
    const name = lane("quick");
    const each = kind === "in memory" ? 200 : 60;
    const moments: number[][] = [[], [], [], []];
    let busy = 4;
    let firstDone: number[] | undefined;
    for (const own of moments) {
      void takeMany(newProcess(), name, each, (at) => own.push(at)).then(() => {
        busy -= 1;
        firstDone ??= moments.map(({ length }) => length);
      });
    }
    await under.pass(clock, () => busy === 0);
    const all = moments.flat();
    expect(warnings).toEqual([]);
    expect(all).toHaveLength(4 * each);
    expect(mostWithin(all, seconds(1))).toBeLessThanOrEqual(40);
    expect(mostWithin(all, seconds(10))).toBeLessThanOrEqual(300);
    // What the limits leave after the burst: 241 in ten seconds.
    const fewest = ((Math.max(...all) - Math.min(...all)) / seconds(10)) * 241;
    expect(all.length).toBeGreaterThanOrEqual(fewest * 0.95);
    expect(Math.min(...(firstDone as number[]))).toBeGreaterThan(each / 2);
  });

  it("is kept in the order in which one process asked", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    const order: number[] = [];
    const asked = [0, 1, 2].map((n) => rates.take(name).then(() => order.push(n)));
    await under.pass(clock, () => order.length === 3);
    await Promise.all(asked);
    expect(order).toEqual([0, 1, 2]);
  });

  it("tells those who would wait longer than two seconds to come later, and takes nothing from the rest", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    for (let n = 0; n < 3; n += 1) void rates.take(name);
    const told = await rates.take(name);
    expect(told).toEqual({ is: "later", afterMs: seconds(1) });
    expect(await rates.take(name)).toEqual(told);
    await clock.advance(seconds(1));
    const next = rates.take(name);
    await under.pass(clock, () => clock.asleep === 0);
    expect(await next).toEqual({ is: "yours" });
  });

  it("has a channel of its own for each name behind the sign", async () => {
    begin();
    const rates = newProcess();
    await rates.take(lane("slack-posts"));
    await rates.take(lane("slack-posts"));
    expect(clock.asleep).toBe(0);
  });

  it("lets the urgent use a reserve that the others leave, and never more than the limit", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-edits");
    const moments: number[] = [];
    /** How many of twenty at once get their turn now or soon. */
    const ofTwenty = async (urgent: boolean): Promise<number> => {
      const before = moments.length;
      let told = 0;
      for (let n = 0; n < 20; n += 1) {
        void rates.take(name, { urgent }).then(({ is }) => {
          told += 1;
          if (is === "yours") moments.push(clock.now());
        });
      }
      await under.pass(clock, () => told === 20);
      return moments.length - before;
    };
    expect(await ofTwenty(false)).toBe(6);
    expect(await ofTwenty(false)).toBeLessThanOrEqual(2);
    expect(await ofTwenty(true)).toBeGreaterThanOrEqual(4);
    expect(mostWithin(moments, minutes(1))).toBeLessThanOrEqual(45);
  });

  it("counts what does not wait", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    for (let n = 0; n < 10; n += 1) await newProcess().count(name);
    expect(await rates.take(name)).toEqual({ is: "later", afterMs: seconds(8) });
  });

  it("is halved for every process when the system says that it is too much, once for one blow, and comes back", async () => {
    begin();
    const name = lane("slack-posts");
    const [one, other] = [newProcess(), newProcess()];
    const spacing = async (): Promise<number> => {
      const moments: number[] = [];
      void takeMany(other, name, 2, (at) => moments.push(at));
      await under.pass(clock, () => moments.length === 2, { stepMs: 10 });
      return (moments[1] as number) - (moments[0] as number);
    };
    expect(await spacing()).toBe(seconds(1));
    await Promise.all([one.throttled(name), one.throttled(name), other.throttled(name)]);
    const halved = await spacing();
    expect(halved).toBeGreaterThan(seconds(1.8));
    expect(halved).toBeLessThanOrEqual(seconds(2));
    await clock.advance(seconds(10));
    const recovering = await spacing();
    expect(recovering).toBeGreaterThan(seconds(1));
    expect(recovering).toBeLessThan(halved);
    await clock.advance(minutes(1));
    expect(await spacing()).toBe(seconds(1));
  });

  it("never falls below a sixteenth, however often that is said", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    for (let n = 0; n < 12; n += 1) {
      await rates.throttled(name);
      await clock.advance(seconds(1));
    }
    await rates.take(name);
    const told = await rates.take(name);
    expect(told.is).toBe("later");
    expect(told.is === "later" && told.afterMs).toBeLessThanOrEqual(seconds(16 - 2));
    expect(told.is === "later" && told.afterMs).toBeGreaterThan(seconds(6));
  });

  it("is not held up by what a clock far ahead has noted, turns and slowness alike", async () => {
    const name = lane("slack-posts");
    clock = createManualClock({ now: Date.UTC(2026, 2, 2, 15) });
    const ahead = newProcess();
    for (let n = 0; n < 3; n += 1) await ahead.count(name);
    await ahead.throttled(name);
    clock = createManualClock({ now: Date.UTC(2026, 2, 2, 9) });
    expect(await newProcess().take(name)).toEqual({ is: "yours" });
  });

  it("takes one turn for one take, also when the reply of the write is lost", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    under.loseNextReply();
    expect(await rates.take(name)).toEqual({ is: "yours" });
    const second = rates.take(name);
    await under.pass(clock, () => clock.asleep === 1, { stepMs: 1 });
    await clock.advance(seconds(1));
    expect(await second).toEqual({ is: "yours" });
    expect(warnings).toEqual([]);
  });

  it("holds nobody up while the table cannot be reached, and says so in the log", async () => {
    begin();
    const rates = newProcess();
    const name = lane("slack-posts");
    under.cutOff(true);
    const taken = await Promise.all([rates.take(name), rates.take(name), rates.count(name), rates.throttled(name)]);
    under.cutOff(false);
    expect(taken.slice(0, 2)).toEqual([{ is: "yours" }, { is: "yours" }]);
    expect(warnings).toHaveLength(4);
  });

  it("of a lane that nobody set up is an error", async () => {
    begin();
    await expect(newProcess().take("nowhere")).rejects.toThrow("no lane nowhere");
    await expect(newProcess().take("organisation-writes")).rejects.toThrow("of kind rate");
  });
});

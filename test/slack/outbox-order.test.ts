import { afterEach, describe, expect, it } from "vitest";
import { lanesOf, lanesSchema } from "../../src/config/lanes.ts";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { JobView } from "../../src/jobs/job.ts";
import { pump, until } from "../fakes/pump.ts";
import { handClock } from "../sim-slack/local-slack.ts";
import { stepOf } from "./sample-job.ts";
import { type Call, type Stage, startStage } from "./stage.ts";

let stage: Stage | undefined;
const setStage = async (...args: Parameters<typeof startStage>): Promise<Stage> => {
  stage = await startStage(...args);
  return stage;
};
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const manager = { slackId: "U0MANAGER1", name: "Manager One" };
const wish = { by: manager, at: Date.UTC(2026, 2, 2, 9, 1) };
const failed: Partial<JobView> = {
  state: "failed",
  problem: { code: "gave-up", message: "Nobody came.", next: "Wait." },
};
const atStep = (title: string): Partial<JobView> => ({
  state: "running",
  steps: [stepOf("one", "running", { title })],
});
const keyOf = ({ payload }: Call): string => {
  const { metadata } = payload as { metadata?: string };
  return metadata ? String(JSON.parse(metadata).event_payload.key) : "";
};

describe("a job that was had to go on", () => {
  it("says that it stopped, on whose word it went on, and how it ended after that: each once", async () => {
    const { begin, startOutbox, change, again, allSent, shown } = await setStage();
    startOutbox();
    const id = await begin();
    await change(id, failed);
    await allSent(id);
    await again(id, { ...atStep("Go on"), retries: [wish] });
    await allSent(id);
    await change(id, { state: "succeeded", endedAt: Date.UTC(2026, 2, 2, 10) });
    await allSent(id);
    const { card, ...rest } = await shown(id, "C0GENERAL");
    expect(Object.keys(rest)).toEqual(["end", "retry-1", "end-1"]);
    expect(Object.values(rest).map((each) => each.length)).toEqual([1, 1, 1]);
    expect(rest["retry-1"]?.[0]?.text).toContain("<@U0MANAGER1> had this go on");
    expect(JSON.stringify(card)).toContain("Went on at the word of <@U0MANAGER1>");
    expect(rest["end-1"]?.[0]?.text).toContain("is done");
  });
});

describe("a job that is cancelled", () => {
  it("says at once by whom, without a button to cancel it again, and at its end what stays behind", async () => {
    const { begin, startOutbox, change, allSent, shown } = await setStage();
    startOutbox();
    const id = await begin({ origin: { channelId: "C0ISBOPS" } });
    await allSent(id);
    const buttons = async () => {
      const [card] = (await shown(id, "C0ISBOPS")).card ?? [];
      const row = card?.blocks?.find(({ type }) => type === "actions");
      return row?.elements?.map(({ value }) => value?.replace(id, "…"));
    };
    expect(await buttons()).toEqual(["job show …", "job cancel …"]);
    await change(id, { stopAsked: wish });
    await allSent(id);
    expect(await buttons()).toEqual(["job show …"]);
    const [card] = (await shown(id, "C0ISBOPS")).card ?? [];
    expect(card?.text).toContain("cancelling, asked by Manager One");
    await change(id, { state: "cancelled", remains: ["Lease 1a2b3c4d waits: `/isb lease review 1a2b3c4d deny`."] });
    await allSent(id);
    const said = await shown(id, "C0ISBOPS");
    const [asked, end] = [said[`cancel-${wish.at}`], said[`end-cancel-${wish.at}`]];
    expect(asked?.[0]?.text).toContain("<@U0MANAGER1> asked to cancel this");
    expect(end?.[0]?.text).toMatch(/cancelled by <@U0MANAGER1>.*\n\*What stays behind:\*\n• Lease 1a2b3c4d waits/s);
  });

  it("after it had been left to a person, stops once more, and says that too", async () => {
    const { begin, startOutbox, change, again, allSent, shown } = await setStage();
    startOutbox();
    const id = await begin();
    await change(id, { state: "parked" });
    await allSent(id);
    await again(id, { state: "queued", stopAsked: wish }, "stop");
    await change(id, { state: "cancelled" });
    await allSent(id);
    const { card: _, ...rest } = await shown(id, "C0GENERAL");
    expect(Object.keys(rest).toSorted()).toEqual([`cancel-${wish.at}`, "end", `end-cancel-${wish.at}`]);
  });

  it("and needs a person all the same, says of the second wish too whose it was, and how it ended", async () => {
    const { begin, startOutbox, change, again, allSent, shown } = await setStage();
    startOutbox();
    const id = await begin();
    await change(id, { stopAsked: wish });
    await change(id, { state: "parked" });
    await allSent(id);
    const second = { by: { slackId: "U0USER1", name: "User One" }, at: wish.at + minutes(5) };
    await again(id, { state: "queued", stopAsked: second }, "stop");
    await change(id, { state: "cancelled" });
    await allSent(id);
    const { card: _, ...said } = await shown(id, "C0GENERAL");
    expect(said[`cancel-${second.at}`]?.[0]?.text).toContain("<@U0USER1> asked to cancel this");
    expect(said[`end-cancel-${wish.at}`]?.[0]?.text).toContain("what became of it is not known");
    expect(said[`end-cancel-${second.at}`]?.[0]?.text).toContain("was cancelled by <@U0USER1>");
  });
});

describe("a hundred quick changes", () => {
  it("are a few edits, and the last of them is what is shown", async () => {
    const { begin, startOutbox, change, allSent, calls, shown, clock } = await setStage();
    startOutbox();
    const id = await begin();
    await allSent(id);
    for (let n = 1; n <= 100; n += 1) {
      await change(id, atStep(`Number ${n}`));
      await clock.advance(100);
    }
    await allSent(id);
    expect((await calls("chat.update")).length).toBeLessThanOrEqual(10);
    expect(JSON.stringify((await shown(id, "C0GENERAL")).card)).toContain("Number 100");
  });

  it("of an old job are fewer still, yet its end is shown in the moment it comes", async () => {
    const { begin, startOutbox, change, allSent, calls, shown, clock } = await setStage();
    startOutbox();
    const id = await begin({ createdAt: clock.now() - minutes(60) });
    await allSent(id);
    for (let n = 1; n <= 60; n += 1) {
      await change(id, atStep(`Number ${n}`));
      await clock.advance(seconds(1));
    }
    expect((await calls("chat.update")).length).toBeLessThanOrEqual(8);
    const asOf = clock.now();
    await change(id, failed);
    await until(async () => (await shown(id, "C0GENERAL")).end !== undefined);
    await until(async () => JSON.stringify((await shown(id, "C0GENERAL")).card).includes("failed"));
    expect(clock.now()).toBe(asOf);
  });
});

describe("a frame that is left out", () => {
  it.each([
    ["waits for its time when nothing new came", false, []],
    ["is looked at a second later when something came while it was decided", true, ["the job"]],
  ])("%s", async (_, changed, due) => {
    const { begin, change, store, clock } = await setStage();
    const id = await begin();
    const held = await store.claimOutbox(id, clock.now() + seconds(30));
    if (!held) throw new Error("nobody may send");
    if (changed) await change(id, atStep("Something new"));
    await store.releaseOutbox(id, held.claim, { retryAt: clock.now() + minutes(2), seenRev: held.record.rev });
    const found = await store.outboxDue(clock.now() + seconds(1), 10);
    expect(found.map((each) => (each === id ? "the job" : each))).toEqual(due);
    expect(await store.outboxDue(clock.now() + minutes(2), 10)).toEqual([id]);
  });
});

describe("Slack that takes no edits", () => {
  it("does not keep an end waiting that comes while it says so: posts have a rate of their own", async () => {
    const { begin, startOutbox, change, allSent, shown, clock } = await setStage();
    const first = startOutbox();
    const id = await begin();
    await allSent(id);
    await first.stop();
    await change(id, atStep("Something new"));
    let refused = 0;
    startOutbox({
      poster: (poster) => ({
        ...poster,
        async update() {
          refused += 1;
          if (refused === 1) await change(id, failed);
          return { is: "rate-limited", retryAfterMs: seconds(30) };
        },
      }),
    });
    const asOf = clock.now();
    await pump(clock, async () => (await shown(id, "C0GENERAL")).end !== undefined);
    expect(clock.now() - asOf).toBeLessThan(seconds(6));
  });
});

describe("a cancelled job of many", () => {
  it("shows at once that it is cancelled, and the many ends of its parts in few edits", async () => {
    const { begin, startOutbox, change, allSent, calls, shown, clock } = await setStage();
    startOutbox();
    const counted = (stopped: number) => ({
      steps: [stepOf("all", "running", { items: { total: 100, done: 0, failed: 0, stopped, failures: [] } })],
    });
    const id = await begin({ ...counted(0), createdAt: clock.now() - minutes(10) });
    await allSent(id);
    await change(id, counted(1));
    await allSent(id);
    const asOf = clock.now();
    await change(id, { stopAsked: wish });
    await until(async () => JSON.stringify((await shown(id, "C0GENERAL")).card).includes("cancelling"));
    expect(clock.now()).toBe(asOf);
    const before = (await calls("chat.update")).length;
    for (let n = 2; n <= 100; n += 1) {
      await change(id, counted(n));
      await clock.advance(300);
    }
    expect((await calls("chat.update")).length - before).toBeLessThanOrEqual(2);
    await change(id, { state: "cancelled" });
    await allSent(id);
    expect(JSON.stringify((await shown(id, "C0GENERAL")).card)).toContain("100 not done");
  });
});

describe("what a person waits for", () => {
  it("is sent before the progress of all other jobs", async () => {
    const { begin, startOutbox, change, allSent, calls } = await setStage();
    const first = startOutbox();
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(await begin({ origin: { channelId: "C0GENERAL" } }));
    await allSent(...ids);
    await first.stop();
    for (const id of ids.slice(0, -1)) await change(id, atStep("Later"));
    const last = ids.at(-1) as string;
    await change(last, failed);
    const before = (await calls()).length;
    startOutbox();
    await allSent(...ids);
    const sent = (await calls()).slice(before).map(keyOf).filter(Boolean);
    const position = sent.indexOf(`${last}#end`);
    // Eight jobs are looked after at once.
    expect(position).toBeGreaterThanOrEqual(0);
    expect(position).toBeLessThan(8);
  });
});

describe("two tasks", () => {
  it("together keep to what Slack takes, so that it refuses nothing", async () => {
    const wall = handClock();
    const { begin, change, startOutbox, calls, clock, record } = await setStage({
      wall,
      limits: true,
      lanes: lanesOf(lanesSchema.parse(undefined)),
    });
    startOutbox();
    startOutbox();
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await begin());
    for (const id of ids) await change(id, failed);
    await pump(
      clock,
      async () => {
        // Slack counts on its own clock, which has to keep up.
        wall.forward(100);
        return (await Promise.all(ids.map(record))).every(({ rev, sentRev, sent }) => rev === sentRev && sent.end);
      },
      { mostMs: 600_000 },
    );
    const posts = await calls("chat.postMessage");
    expect(posts.length).toBe(12);
    expect(posts.filter(({ error }) => error)).toEqual([]);
  });
});

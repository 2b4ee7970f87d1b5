import { afterEach, describe, expect, it } from "vitest";
import { seconds } from "../../src/domain/duration.ts";
import type { JobView } from "../../src/jobs/job.ts";
import type { Poster } from "../../src/slack/poster.ts";
import { pump, until } from "../fakes/pump.ts";
import { handClock } from "../sim-slack/local-slack.ts";
import { handoverTo, stepOf, wholeJob } from "./sample-job.ts";
import { type Call, type Stage, startStage, type Wire } from "./stage.ts";

let stage: Stage | undefined;
const setStage = async (...args: Parameters<typeof startStage>): Promise<Stage> => {
  stage = await startStage(...args);
  return stage;
};
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const planOf = (message: Wire | undefined) => message?.blocks?.find(({ type }) => type === "plan");
const keyOf = ({ payload }: Call): string => {
  const { metadata } = payload as { metadata?: string | { event_payload: { key: string } } };
  const read = typeof metadata === "string" ? JSON.parse(metadata) : metadata;
  return String(read?.event_payload.key);
};
const onlyOne = <T>(list: readonly T[] | undefined): T => {
  expect(list).toHaveLength(1);
  return list?.[0] as T;
};

/** Plays every look of a job but the first, each shown before the next comes. */
const playWhole = async ({ change, allSent }: Stage, id: string, looks = wholeJob) => {
  for (const look of looks) {
    await change(id, look);
    await allSent(id);
  }
};

describe("a job's card", () => {
  it("is one message, edited in place, with the same plan block in every edit", async () => {
    const stage = await setStage();
    const { begin, startOutbox, shown, calls, record } = stage;
    startOutbox();
    const id = await begin();
    await stage.allSent(id);
    await playWhole(stage, id);

    const card = onlyOne((await shown(id, "C0GENERAL")).card);
    const posts = (await calls("chat.postMessage")).filter((call) => keyOf(call) === `${id}#card`);
    const edits = await calls("chat.update");
    expect(posts).toHaveLength(1);
    const cardEdits = edits.filter((call) => keyOf(call) === `${id}#card`);
    expect(cardEdits).toHaveLength(4);
    for (const { payload } of [...posts, ...cardEdits]) {
      const blocks = JSON.parse(payload.blocks as string) as { type: string; block_id: string }[];
      expect(blocks.find(({ type }) => type === "plan")?.block_id).toBe(`plan-${id}`);
    }
    expect(cardEdits.map(({ payload }) => payload.ts)).toEqual(cardEdits.map(() => card.ts));
    expect(planOf(card)?.tasks?.map(({ status }) => status)).toEqual(["complete", "complete"]);
    expect(card.text).toContain("done in 5 minutes");
    expect(await record(id)).toMatchObject({ rev: 5, sentRev: 5 });
  });

  it("says nothing when nothing that people can see has changed", async () => {
    const { begin, startOutbox, change, allSent, calls } = await setStage();
    startOutbox();
    const id = await begin();
    await allSent(id);
    const before = (await calls()).length;
    await change(id, {});
    await allSent(id);
    expect(await calls()).toHaveLength(before);
  });

  it("skips frames that came too fast, and shows the last one all the same", async () => {
    const { begin, startOutbox, change, allSent, calls, shown, clock } = await setStage();
    startOutbox();
    const id = await begin();
    await allSent(id);
    for (let n = 1; n <= 30; n += 1) {
      await change(id, { steps: [stepOf("one", "running", { title: `Number ${n}` })] });
      await clock.advance(100);
    }
    await allSent(id);
    const edits = await calls("chat.update");
    expect(edits.length).toBeGreaterThan(1);
    expect(edits.length).toBeLessThan(8);
    expect(planOf(onlyOne((await shown(id, "C0GENERAL")).card))?.tasks?.[0]?.title).toBe("Number 30");
  });

  it("does not keep the end waiting behind a frame that was shown a moment ago", async () => {
    const { begin, startOutbox, change, allSent, shown, clock } = await setStage();
    startOutbox();
    const id = await begin();
    await allSent(id);
    await change(id, { steps: [stepOf("one", "done")] });
    await allSent(id);
    const asOf = clock.now();
    await change(id, { state: "failed" });
    await until(async () => (await shown(id, "C0GENERAL")).card?.[0]?.text.includes("failed") ?? false);
    expect(clock.now()).toBe(asOf);
  });
});

describe("words that were true then", () => {
  it("are written once and never edited; what was asked of others is taken back when it is over", async () => {
    const stage = await setStage();
    const { begin, startOutbox, shown, calls } = stage;
    startOutbox();
    const id = await begin();
    await stage.allSent(id);
    await playWhole(stage, id);

    const here = await shown(id, "C0GENERAL");
    const card = onlyOne(here.card);
    const needs = onlyOne(here.needs);
    expect(needs).toMatchObject({ thread_ts: card.ts, text: expect.stringContaining("waits for approval") });
    expect(onlyOne(here.end)).toMatchObject({ thread_ts: card.ts, text: expect.stringContaining("<@U0USER1>") });
    expect(onlyOne((await shown(id, "C0ISBOPS")).ask).text).toContain("is decided");
    const handover = onlyOne((await shown(id, "D0USER1", "U0USER1")).handover);
    expect(handover.text).toContain("100000000042");
    const edited = new Set((await calls("chat.update")).map(keyOf));
    expect(edited).toEqual(new Set([`${id}#card`, `${id}#ask`]));
  });
});

/** A sender that dies the moment this message is out: nothing more of it reaches the table. */
const dyingAfter = (key: string, store: Stage["store"]) => {
  let dead = false;
  const mustLive = async () => {
    if (dead) throw new Error("killed");
  };
  return {
    async noteSent(...args: Parameters<typeof store.noteSent>) {
      if (args[2] === key) dead = true;
      await mustLive();
      return store.noteSent(...args);
    },
    async releaseOutbox(...args: Parameters<typeof store.releaseOutbox>) {
      await mustLive();
      return store.releaseOutbox(...args);
    },
  };
};

/** Every message of a job, and where it ends up. */
const places: readonly [key: string, channel: string, user?: string][] = [
  ["card", "C0GENERAL"],
  ["needs", "C0GENERAL"],
  ["ask", "C0ISBOPS"],
  ["handover", "D0USER1", "U0USER1"],
  ["end", "C0GENERAL"],
];

describe("a sender that dies between a post and its note", () => {
  it.each(places)("leaves nothing said twice: %s", async (key, channel, user) => {
    const stage = await setStage();
    const { begin, change, startOutbox, shown, store, allSent, clock, record } = stage;
    const first = startOutbox({ store: dyingAfter(key, store) });
    const id = await begin();
    const looks: readonly Partial<JobView>[] = [{}, ...wholeJob];
    const isOut = async () => ((await shown(id, channel, user))[key]?.length ?? 0) > 0;
    let look = 0;
    while (!(await isOut())) {
      look += 1;
      if (look < looks.length) await change(id, looks[look] as Partial<JobView>);
      await pump(clock, async () => (await isOut()) || (await record(id)).sentRev === (await record(id)).rev);
    }
    await first.stop();
    await clock.advance(seconds(31));
    startOutbox();
    for (const rest of looks.slice(look + 1)) await change(id, rest);
    await allSent(id);

    for (const [each, where, whose] of places) {
      // What was over by the time anybody could say it, nobody says.
      const found = (await shown(id, where, whose))[each] ?? [];
      expect(found.length, each).toBeLessThanOrEqual(1);
      if (each === key || ["card", "handover", "end"].includes(each)) expect(found, each).toHaveLength(1);
    }
    const card = (await shown(id, "C0GENERAL")).card?.[0];
    expect(card?.text).toContain("done in 5 minutes");
    expect(await record(id)).toMatchObject({ sentRev: 5, rev: 5 });
  });

  it("leaves a card that goes on from what the table says, not from what it said when it was posted", async () => {
    const { begin, startOutbox, change, shown, store, allSent, clock } = await setStage();
    const first = startOutbox({ store: dyingAfter("card", store) });
    const id = await begin();
    await until(async () => (await shown(id, "C0GENERAL")).card?.length === 1);
    await first.stop();
    await clock.advance(seconds(31));
    await change(id, { title: "A title nobody has seen yet" });
    startOutbox();
    await allSent(id);
    expect(onlyOne((await shown(id, "C0GENERAL")).card).text).toContain("A title nobody has seen yet");
  });
});

const postOf = (id: string, key: string) => (request: { path: string; body: string }) =>
  request.path.endsWith("chat.postMessage") && decodeURIComponent(request.body).includes(`"${id}#${key}"`);

describe("a post whose reply was lost", () => {
  it.each(places)("is looked for, not repeated: %s", async (key, channel, user) => {
    const stage = await setStage();
    const { begin, startOutbox, shown, proxy, allSent, record } = stage;
    const id = await begin();
    proxy.loseReply(postOf(id, key));
    startOutbox();
    await allSent(id);
    await playWhole(stage, id);
    onlyOne((await shown(id, channel, user))[key]);
    for (const [each, where, whose] of places) onlyOne((await shown(id, where, whose))[each]);
    expect((await record(id)).sent[key]?.ts).toBe((await shown(id, channel, user))[key]?.[0]?.ts);
  });

  it("is looked for by whoever comes next, too", async () => {
    const { begin, startOutbox, shown, proxy, allSent, record } = await setStage();
    const id = await begin();
    proxy.loseReply(postOf(id, "card"));
    const first = startOutbox();
    await until(async () => (await shown(id, "C0GENERAL")).card?.length === 1);
    await first.stop();
    expect((await record(id)).sent).toEqual({});
    startOutbox();
    await allSent(id);
    onlyOne((await shown(id, "C0GENERAL")).card);
  });

  it("is found however much is said around it", async () => {
    const { slack, begin, change, startOutbox, shown, proxy, allSent, clock } = await setStage();
    const first = startOutbox();
    const id = await begin();
    await allSent(id);
    const [card] = (await shown(id, "C0GENERAL")).card ?? [];
    const talk = async (n: number) =>
      slack.control("message", { channel: "C0GENERAL", user: "U0USER2", text: `Number ${n}`, thread_ts: card?.ts });
    for (let n = 0; n < 210; n += 1) await talk(n);
    proxy.loseReply(postOf(id, "end"));
    await change(id, { state: "failed" });
    await until(async () => (await shown(id, "C0GENERAL")).end?.length === 1);
    await first.stop();
    for (let n = 0; n < 210; n += 1) await talk(n);
    await clock.advance(seconds(31));
    startOutbox();
    await allSent(id);
    onlyOne((await shown(id, "C0GENERAL")).end);
  });

  it("and that cannot be looked for waits: silence is better than saying it twice", async () => {
    const { begin, startOutbox, shown, proxy, allSent, clock, calls } = await setStage();
    const id = await begin();
    proxy.loseReply(postOf(id, "card"));
    const readable = proxy.refuse(({ path }) => path.endsWith("conversations.history"));
    startOutbox();
    await pump(clock, async () => (await shown(id, "C0GENERAL")).card?.length === 1);
    const asOf = clock.now();
    await pump(clock, () => clock.now() > asOf + seconds(40), { stepMs: 500 });
    expect(await calls("chat.postMessage")).toHaveLength(1);
    readable();
    await allSent(id);
    onlyOne((await shown(id, "C0GENERAL")).card);
    expect(await calls("chat.postMessage")).toHaveLength(1);
  });
});

describe("a sender that is told to end", () => {
  it("finishes the message it is at, and leaves the others of its job to the next one, who need not wait", async () => {
    const { begin, startOutbox, shown, proxy, allSent, record, clock } = await setStage();
    const id = await begin({ state: "failed" });
    let asked = false;
    const goOn = proxy.hold((request) => {
      const isCard = postOf(id, "card")(request);
      asked ||= isCard;
      return isCard;
    });
    const first = startOutbox();
    await until(() => asked);
    const stopping = first.stop();
    goOn();
    await stopping;
    expect(Object.keys(await shown(id, "C0GENERAL"))).toEqual(["card"]);
    expect(Object.keys((await record(id)).sent)).toEqual(["card"]);
    const asOf = clock.now();
    startOutbox();
    await allSent(id);
    onlyOne((await shown(id, "C0GENERAL")).end);
    expect(clock.now() - asOf).toBeLessThan(seconds(2));
  });
});

describe("Slack's rates", () => {
  it("are honoured: nobody asks again before the time Slack named, and every message comes", async () => {
    const wall = handClock();
    const { begin, change, startOutbox, shown, calls, clock, record } = await setStage({ wall, limits: true });
    startOutbox();
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) ids.push(await begin());
    for (const id of ids) await change(id, { state: "failed" });
    const done = async () =>
      (await Promise.all(ids.map(record))).every(({ rev, sentRev, sent }) => rev === sentRev && sent.end);
    await pump(clock, async () => {
      // Slack counts on its own clock, which has to keep up.
      wall.forward(100);
      return done();
    });
    const posts = await calls("chat.postMessage");
    const refused = posts.filter(({ error }) => error === "ratelimited");
    expect(refused.length).toBeGreaterThan(0);
    for (const call of refused) {
      const next = posts.find(({ n, ...other }) => n > call.n && keyOf({ n, ...other }) === keyOf(call));
      expect((next?.at ?? 0) - call.at).toBeGreaterThanOrEqual(1000);
    }
    for (const id of ids) {
      const { card, end } = await shown(id, "C0GENERAL");
      expect(onlyOne(card).text).toContain("failed");
      onlyOne(end);
    }
  });
});

describe("a message that Slack will not have as it is drawn", () => {
  const twins = { steps: [stepOf("same", "running"), stepOf("same", "pending")] };

  it("goes out as text, and as drawn again when it can be", async () => {
    const { begin, startOutbox, change, allSent, shown, calls } = await setStage();
    startOutbox();
    const id = await begin(twins);
    await allSent(id);
    const plain = onlyOne((await shown(id, "C0GENERAL")).card);
    expect(plain.text).toContain("Lease council-chatbot, asked by <@U0USER1>");
    expect(plain.blocks ?? []).toEqual([]);
    await change(id, { ...twins, title: "Lease another" });
    await allSent(id);
    expect(onlyOne((await shown(id, "C0GENERAL")).card).text).toContain("Lease another");
    expect((await calls()).filter(({ error }) => error === "invalid_blocks")).toHaveLength(2);
    await change(id, { steps: [stepOf("one", "done")], state: "succeeded" });
    await allSent(id);
    expect(planOf(onlyOne((await shown(id, "C0GENERAL")).card))).toMatchObject({ block_id: `plan-${id}` });
  });
});

describe("where the bot cannot write", () => {
  it.each([
    ["a public channel it is not in", "C0RANDOM"],
    ["a private channel it is not in", "G0SECRET"],
  ])(
    "%s: the card and all replies are in the asker's direct messages, and a private word says so",
    async (_, channel) => {
      const stage = await setStage();
      const { begin, startOutbox, shown, messages } = stage;
      startOutbox();
      const id = await begin({ origin: { channelId: channel } });
      await stage.allSent(id);
      await playWhole(stage, id);
      expect(await messages(channel)).toEqual([]);
      const direct = await shown(id, "D0USER1", "U0USER1");
      const card = onlyOne(direct.card);
      expect(onlyOne(direct.needs).thread_ts).toBe(card.ts);
      expect(onlyOne(direct.end).thread_ts).toBe(card.ts);
      const words = (await messages("D0USER1", "U0USER1")).filter(({ metadata }) => !metadata);
      expect(onlyOne(words).text).toContain("cannot write in this channel");
    },
  );

  it("a sender that died there is followed by one that finds its card in the direct messages", async () => {
    const { begin, startOutbox, shown, store, allSent, clock } = await setStage();
    const first = startOutbox({ store: dyingAfter("card", store) });
    const id = await begin({ origin: { channelId: "C0RANDOM" } });
    await until(async () => (await shown(id, "D0USER1", "U0USER1")).card?.length === 1);
    await first.stop();
    await clock.advance(seconds(31));
    startOutbox();
    await allSent(id);
    onlyOne((await shown(id, "D0USER1", "U0USER1")).card);
  });

  it("somebody who has left does not keep the others from hearing the end", async () => {
    const { begin, startOutbox, change, allSent, shown, record } = await setStage();
    startOutbox();
    const id = await begin();
    await change(id, { state: "succeeded", result: handoverTo("U0GONE") });
    await allSent(id);
    onlyOne((await shown(id, "C0GENERAL")).end);
    expect((await record(id)).sent.handover?.ts).toBe("");
  });

  it("nowhere at all: the job's words are given up, once and for all", async () => {
    const { begin, startOutbox, change, allSent, calls } = await setStage();
    startOutbox();
    const id = await begin({
      origin: { channelId: "C0RANDOM" },
      requester: {
        slackId: "U0GONE",
        teamId: "T",
        identityId: "i",
        email: "g@example.gov.uk",
        name: "G",
        role: "user",
      },
    });
    await allSent(id);
    await change(id, { state: "failed" });
    await allSent(id);
    expect(await calls("chat.postMessage")).toHaveLength(1);
  });
});

describe("two senders", () => {
  it("say everything once, and never claim to have said more than there is", async () => {
    const stage = await setStage();
    const { begin, change, startOutbox, shown, store, allSent, record } = stage;
    const releases: { sentRev: number; rev: number }[] = [];
    const watched = {
      async releaseOutbox(...args: Parameters<typeof store.releaseOutbox>) {
        await store.releaseOutbox(...args);
        const { sentRev, rev } = await record(args[0]);
        releases.push({ sentRev, rev });
      },
    };
    startOutbox({ store: watched });
    startOutbox({ store: watched });
    const ids = await Promise.all([1, 2, 3].map(() => begin()));
    for (const look of wholeJob) {
      for (const id of ids) await change(id, look);
      await stage.clock.advance(seconds(2));
    }
    await allSent(...ids);
    for (const id of ids) {
      for (const [key, channel, user] of [places[0], places[3], places[4]] as typeof places)
        onlyOne((await shown(id, channel, user))[key]);
      for (const [key, channel, user] of places)
        expect((await shown(id, channel, user))[key]?.length ?? 0).toBeLessThanOrEqual(1);
    }
    expect(releases.length).toBeGreaterThan(3);
    for (const { sentRev, rev } of releases) expect(sentRev).toBeLessThanOrEqual(rev);
  });

  it("do not mix when one is so slow that it was taken for dead", async () => {
    const { begin, startOutbox, shown, store, clock, allSent } = await setStage();
    const slow: (poster: Poster) => Poster = (poster) => ({
      ...poster,
      async post(ask) {
        const posted = await poster.post(ask);
        await clock.sleep(seconds(40));
        return posted;
      },
    });
    const id = await begin({ state: "failed" });
    startOutbox({ poster: slow });
    await until(async () => (await shown(id, "C0GENERAL")).card?.length === 1);
    await clock.advance(seconds(31));
    startOutbox();
    await allSent(id);
    await clock.advance(seconds(60));
    onlyOne((await shown(id, "C0GENERAL")).card);
    onlyOne((await shown(id, "C0GENERAL")).end);
    expect(await store.outboxDue(Number.MAX_SAFE_INTEGER, 50)).toEqual([]);
  });

  it("stop at a note that is not theirs to make any more, whatever their clocks say", async () => {
    const { begin, startOutbox, shown, clock } = await setStage();
    const id = await begin({ state: "failed" });
    let notes = 0;
    startOutbox({
      store: {
        noteSent: async () => {
          notes += 1;
          return false;
        },
        releaseOutbox: async () => {},
      },
    });
    await pump(clock, () => notes > 0);
    await clock.advance(seconds(10));
    const { card, end } = await shown(id, "C0GENERAL");
    onlyOne(card);
    expect(end).toBeUndefined();
  });

  it("do not ask the table in a circle while one of them is at it", async () => {
    const { begin, startOutbox, store, clock } = await setStage();
    const id = await begin();
    await store.claimOutbox(id, clock.now() + seconds(30));
    let claims = 0;
    startOutbox({
      store: {
        outboxDue: async () => [id],
        claimOutbox: async (...args) => {
          claims += 1;
          return store.claimOutbox(...args);
        },
      },
    });
    await until(() => claims > 0);
    // Real time for a circle to show itself; the world stands still.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(claims).toBe(1);
  });
});

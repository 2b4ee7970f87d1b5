import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desired } from "../../src/slack/outbox/desired.ts";
import { desiredMessages, type MessageRules } from "../../src/slack/outbox/messages.ts";
import { createPoster } from "../../src/slack/poster.ts";
import { type LocalSlack, startSlack } from "../sim-slack/local-slack.ts";
import { anyJob, anyJobOf } from "./any-message.ts";
import { handoverTo, jobOf, stepOf } from "./sample-job.ts";

const rules = (more: Partial<MessageRules> = {}): MessageRules => ({
  opsChannels: ["C0ISBOPS", "C0OPS2"],
  timeZone: "Europe/London",
  cardChannel: "C0GENERAL",
  sent: new Set(),
  ...more,
});
const anySent = fc
  .subarray(["card", "needs", "ask", "ask-1", "cancel-1", "retry-1", "end", "end-1-cancel-1", "handover"])
  .map((keys) => new Set(keys));

/** An account, a link, a cost, a comment. */
const details = ["100000000042", "https://d-estate.awsapps.com/start/#/console", "$1,234.56", "my very own words"];
const anyDetailed = anyJobOf({
  private: fc.constantFrom(...details),
  open: fc.constantFrom("Lease council-chatbot", "waits for the people who approve"),
});
const detailsIn = (content: unknown): string[] => {
  const said = JSON.stringify(content);
  return details.filter((detail) => said.includes(detail));
};
/** In a channel where anybody reads. */
const isPublic = ({ place }: Desired, cardChannel: string): boolean =>
  (place.is === "origin" || place.is === "thread") && cardChannel === "C0GENERAL";

describe("a public channel", () => {
  it("never reads of an account, a link, a cost or a comment, whatever the job", () => {
    fc.assert(
      fc.property(anyDetailed, anySent, (job, sent) => {
        for (const cardChannel of [undefined, "C0GENERAL"]) {
          for (const each of desiredMessages(job, rules({ cardChannel, sent }))) {
            if (isPublic(each, "C0GENERAL")) expect(detailsIn(each.content), each.key).toEqual([]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("is the only place where that is kept back: operators and the asker's own messages say it", () => {
    const told = new Set<string>();
    for (const cardChannel of ["C0ISBOPS", "D0USER1"]) {
      const job = jobOf({
        state: "failed",
        steps: [stepOf("one", "done", { note: details[0] as string })],
        problem: { code: "isb-refused", message: details[3] as string, next: "-" },
      });
      for (const each of desiredMessages(job, rules({ cardChannel })))
        for (const detail of detailsIn(each.content)) told.add(`${cardChannel} ${each.key}: ${detail}`);
    }
    expect([...told].toSorted()).toEqual([
      "C0ISBOPS card: 100000000042",
      "C0ISBOPS end: my very own words",
      "D0USER1 card: 100000000042",
      "D0USER1 end: my very own words",
    ]);
  });
});

describe("a message for somebody", () => {
  it("goes to that person, or to operators, and to nobody else", () => {
    fc.assert(
      fc.property(anyDetailed, anySent, (job, sent) => {
        const holder = (job.result as ReturnType<typeof handoverTo> | undefined)?.holder.slackId;
        for (const { key, place } of desiredMessages(job, rules({ sent }))) {
          if (place.is === "channel") expect(place.id).toBe("C0ISBOPS");
          const who = key.startsWith("why") ? job.requester.slackId : (holder ?? job.requester.slackId);
          if (place.is === "person") expect(place.slackId).toBe(who);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("who is not in Slack goes to the asker, who is told to pass it on", () => {
    const job = jobOf({ state: "succeeded", result: handoverTo(undefined) });
    const messages = desiredMessages(job, rules());
    expect(messages.find(({ key }) => key === "handover")?.place).toEqual({ is: "person", slackId: "U0USER1" });
    expect(messages.find(({ key }) => key === "end")?.content.text).toContain("please pass them on");
  });
});

describe("a job whose outcome nobody knows", () => {
  it("is never said to have failed, or to be done", () => {
    const job = jobOf({ state: "parked", steps: [stepOf("one", "done"), stepOf("two", "unknown")] });
    for (const { content } of desiredMessages(job, rules())) {
      expect(content.text).toMatch(/unknown|not known/);
      expect(content.text).not.toMatch(/failed|did not work|is done|succeeded/);
    }
  });
});

describe("a job that only a person can settle", () => {
  const parked = jobOf({ state: "parked", steps: [stepOf("one", "unknown")] });
  const alerts = (job: Parameters<typeof desiredMessages>[0], more: Parameters<typeof rules>[0] = {}) =>
    desiredMessages(job, rules(more)).filter(({ key }) => key.startsWith("alert"));

  it("is told to operators once, with what they can do", () => {
    const [alert] = alerts(parked);
    expect(alert).toMatchObject({ key: "alert", once: true, place: { is: "channel", id: "C0ISBOPS" } });
    for (const command of ["job show", "job retry", "job cancel"])
      expect(alert?.content.text).toContain(`\`/isb ${command} ${parked.id}\``);
  });

  it("is told to them once more when it stopped again after a retry", () => {
    const retries = [{ by: { slackId: "U0ADMIN1", name: "Admin One" }, at: 1 }];
    expect(alerts({ ...parked, retries }).map(({ key }) => key)).toEqual(["alert-1"]);
  });

  it("is not told twice in one channel, and not when it failed or ended", () => {
    expect(alerts(parked, { cardChannel: "C0ISBOPS" })).toEqual([]);
    for (const state of ["failed", "succeeded", "cancelled", "running"] as const)
      expect(alerts({ ...parked, state })).toEqual([]);
  });
});

it("no message has a key that the table would take for a path, whatever fractions the clock has", () => {
  const stopAsked = { by: { slackId: "U0ADMIN1", name: "Admin One" }, at: 1_772_442_050_226.0862 };
  for (const state of ["running", "parked", "cancelled"] as const) {
    for (const { key } of desiredMessages(jobOf({ state, stopAsked }), rules())) expect(key).toMatch(/^[a-z0-9-]+$/);
  }
});

describe("any words at all", () => {
  let slack: LocalSlack;
  beforeAll(async () => {
    slack = await startSlack();
    await slack.control("limits", { enabled: false });
  });
  afterAll(() => slack.close());

  it("make messages that Slack takes as they are drawn, posted or edited, and in which nobody's words act", async () => {
    const poster = createPoster(slack.client);
    const channel = "C0GENERAL";
    const first = await poster.post({ channel, content: { text: "-", blocks: [], payload: { key: "first" } } });
    if (first.is !== "posted") throw new Error("nothing can be posted");
    const anyChannel = fc.constantFrom("C0GENERAL", "C0ISBOPS", "D0USER1");
    await fc.assert(
      fc.asyncProperty(anyJob, anyChannel, anySent, async (job, cardChannel, sent) => {
        for (const { key, content } of desiredMessages(job, rules({ cardChannel, sent }))) {
          expect(await poster.post({ channel, content }), key).toMatchObject({ is: "posted" });
          expect(await poster.update({ channel, ts: first.ts, content }), key).toMatchObject({ is: "posted" });
          const words = [job.stopAsked, ...job.retries].flatMap((wish) => (wish ? [wish.by.slackId] : []));
          const known = [job.requester.slackId, ...words].map((slackId) => `<@${slackId}>`);
          const mentions = content.text.match(/<[@#!][^>]*>/g) ?? [];
          expect(mentions.filter((each) => !known.includes(each) && !/^<(@[UW]|!date)/.test(each))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
    const [edited] = await slack.messages(channel);
    expect(String(edited?.text).length).toBeLessThanOrEqual(4_000);
  });
});

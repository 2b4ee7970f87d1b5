import fc from "fast-check";
import type { Handover } from "../../src/domain/handover.ts";
import { type ItemCounts, type JobView, jobStates, type StepView } from "../../src/jobs/job.ts";
import { anyProblem, anyText, stepStatuses } from "../slack-views/any.ts";

const anyMs = fc.integer({ min: 0, max: 4e12 });
const anySlackId = fc.stringMatching(/^[UW][A-Z0-9]{6}$/);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const defined = <T extends object>(value: object): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** What a job's parts are filled with: any text at all, or words to look for afterwards. */
export interface Words {
  /** For what only some people may read: notes, comments, other systems' words. */
  private: fc.Arbitrary<string>;
  /** For what everybody may read: titles, and what the workflow itself says to the people around. */
  open: fc.Arbitrary<string>;
}

const anyProblemOf = (words: Words) =>
  fc.record({ code: anyProblem.map(({ code }) => code), message: words.private, next: words.private });

const anyItems = (words: Words): fc.Arbitrary<ItemCounts> =>
  fc.record({
    total: fc.nat(1000),
    done: fc.nat(1000),
    failed: fc.nat(1000),
    stopped: fc.nat(1000),
    failures: fc.array(
      fc
        .record({ jobId: fc.constant("b7kq2m9xwd"), title: words.open, problem: maybe(anyProblemOf(words)) })
        .map((failure) => defined<ItemCounts["failures"][number]>(failure)),
      { maxLength: 20 },
    ),
  });

/** Somebody's wish about a job: their names are for everybody to see. */
const anyWish = (words: Words) => fc.record({ by: fc.record({ slackId: anySlackId, name: words.open }), at: anyMs });

const anyStep = (words: Words): fc.Arbitrary<StepView> =>
  fc
    .record({
      name: fc.constant(""),
      title: words.open,
      status: fc.constantFrom(...stepStatuses),
      attempts: fc.nat(1000),
      note: maybe(words.private),
      aside: maybe(words.private),
      suggest: fc.constantFrom(undefined, "lease review 1a2b3c4d"),
      problem: maybe(anyProblemOf(words)),
      turnOf: maybe(words.open),
      items: maybe(anyItems(words)),
      requests: maybe(fc.array(words.private, { maxLength: 5 })),
    })
    .map((step) => defined<StepView>(step));

const anyHandover = (words: Words): fc.Arbitrary<Handover> =>
  fc
    .record({
      kind: fc.constant("handover" as const),
      holder: fc
        .record({ email: words.private, name: words.private, slackId: maybe(anySlackId) })
        .map((holder) => defined<Handover["holder"]>(holder)),
      status: words.private,
      leaseId: words.private,
      template: words.private,
      accountId: words.private,
      expiresAt: maybe(
        fc.oneof(
          anyMs.map((ms) => new Date(ms).toISOString()),
          fc.constant("not a date"),
        ),
      ),
      budgetUsd: maybe(fc.double({ min: 0, max: 1e9, noNaN: true })),
      // These two are made by the bot itself: an address is one, and neither is empty.
      consoleUrl: words.private.map((text) => `https://d-estate.awsapps.com/start/#/console?of=${text}`),
      awsConfig: words.private.map((text) => `[profile sandbox]\n${text}`),
      caution: maybe(words.private),
    })
    .map((handover) => defined<Handover>(handover));

/** Problems in the words of other systems; those in the bot's own words are for everybody. */
const othersWords = ["isb-refused", "isb-conflict", "isb-unexpected", "unexpected"] as const;
const anyEnd = (words: Words) =>
  fc.oneof(
    fc.record({ code: fc.constantFrom(...othersWords), message: words.private, next: words.private }),
    fc.record({ code: fc.constantFrom("provisioning-failed", "gave-up"), message: words.open, next: words.open }),
  );

/** A job as it may look at any moment, its parts filled with these words. */
export const anyJobOf = (words: Words): fc.Arbitrary<JobView> =>
  fc
    .record({
      id: fc.stringMatching(/^[a-z0-9]{10}$/),
      workflow: fc.constant("lease-assign"),
      title: words.open,
      state: fc.constantFrom(...jobStates),
      requester: fc.record({
        slackId: anySlackId,
        teamId: fc.constant("T0ESTATE"),
        identityId: words.private,
        email: words.private,
        name: words.private,
        role: fc.constantFrom("user", "manager", "admin"),
      }),
      origin: fc.constant({ channelId: "C0GENERAL" }),
      input: fc.record({ comment: words.private }),
      steps: fc.array(anyStep(words), { maxLength: 20 }),
      asks: words.open,
      createdAt: anyMs,
      endedAt: maybe(anyMs),
      problem: maybe(anyEnd(words)),
      result: maybe(anyHandover(words)),
      stopAsked: maybe(anyWish(words)),
      retries: fc.array(anyWish(words), { maxLength: 4 }),
      dryRun: fc.boolean(),
      remains: fc.array(words.private, { maxLength: 30 }),
    })
    .map(({ asks, ...job }) => {
      const steps = job.steps.map((step, n) => ({ ...step, name: `step-${n}` }));
      // What a wait for a person says is meant for the people around: it is how they learn that they are needed.
      const wait = job.state === "needs-approval" ? steps.find(({ status }) => status === "waiting") : undefined;
      if (wait) wait.note = asks;
      return defined<JobView>({ ...job, steps });
    });

/** A job of any words at all, the hostile kinds often. */
export const anyJob = anyJobOf({ private: anyText, open: anyText });

import fc from "fast-check";
import type { Person } from "../../src/domain/person.ts";
import { problemCodes } from "../../src/domain/problem-codes.ts";
import { type ItemCounts, type JobView, jobStates, type StepStatus, type StepView } from "../../src/jobs/job.ts";
import type { LeaseShown } from "../../src/slack/views/lease-words.ts";
import type { TemplateShown } from "../../src/slack/views/template-list.ts";

/** Words that try to be something else. */
const nasty = fc.constantFrom(
  "",
  " ",
  "\n",
  "<!channel>",
  "<!here|here>",
  "<@U0ADMIN1>",
  "<https://evil.example|your bank>",
  "&lt;!channel&gt;",
  "&amp;amp;",
  "`code",
  "*bold* _slanted_ ~gone~",
  "\u202Egnp.exe",
  "a\nb\r\nc",
  "<!date^1^{date}|x>",
  "&".repeat(4000),
  "<".repeat(3000),
  "\u{1F600}".repeat(2000),
  "`".repeat(3001),
  "x".repeat(12_000),
);

/** Any text whatever, the hostile kinds often. */
export const anyText = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 60 }));

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const anyIso = fc.oneof(
  fc
    .date({ noInvalidDate: true, min: new Date("2000-01-01"), max: new Date("2100-01-01") })
    .map((date) => date.toISOString()),
  fc.constant("not a date"),
);
const anyAmount = fc.double({ min: 0, max: 1e9, noNaN: true });
const anyMs = fc.integer({ min: 0, max: 4e12 });

export const anyLease: fc.Arbitrary<LeaseShown> = fc
  .record({
    uuid: fc.oneof(fc.uuid(), anyText),
    userEmail: anyText,
    status: fc.oneof(fc.constantFrom("Active", "PendingApproval", "Expired"), anyText),
    originalLeaseTemplateName: anyText,
    createdBy: maybe(anyText),
    comments: maybe(anyText),
    maxSpend: maybe(anyAmount),
    leaseDurationInHours: maybe(anyAmount),
    awsAccountId: maybe(anyText),
    approvedBy: maybe(anyText),
    startDate: maybe(anyIso),
    expirationDate: maybe(anyIso),
    endDate: maybe(anyIso),
    totalCostAccrued: maybe(anyAmount),
  })
  .map((lease) => defined(lease) as LeaseShown);

export const anyTemplate: fc.Arbitrary<TemplateShown> = fc
  .record({
    uuid: fc.uuid(),
    name: anyText,
    requiresApproval: fc.boolean(),
    visibility: fc.oneof(fc.constantFrom("PUBLIC", "PRIVATE"), anyText),
    maxSpend: maybe(anyAmount),
    leaseDurationInHours: maybe(anyAmount),
    blueprintName: maybe(anyText),
  })
  .map((template) => defined(template) as TemplateShown);

export const anyProblem = fc.record({ code: fc.constantFrom(...problemCodes), message: anyText, next: anyText });

export const stepStatuses = Object.keys({
  pending: 0,
  running: 0,
  waiting: 0,
  done: 0,
  failed: 0,
  unknown: 0,
  skipped: 0,
  planned: 0,
  stopped: 0,
} satisfies Record<StepStatus, 0>) as StepStatus[];

export const anyItems = fc.record({
  total: fc.nat(1000),
  done: fc.nat(1000),
  failed: fc.nat(1000),
  stopped: fc.nat(1000),
  needPerson: fc.nat(1000),
  failures: fc.array(
    fc
      .record({ jobId: fc.stringMatching(/^[a-z0-9]{10}$/), title: anyText, problem: maybe(anyProblem) })
      .map((failure) => defined(failure) as ItemCounts["failures"][number]),
    { maxLength: 20 },
  ),
});

const anyStep: fc.Arbitrary<StepView> = fc
  .record({
    name: anyText,
    title: anyText,
    status: fc.constantFrom(...stepStatuses),
    attempts: fc.nat(1000),
    startedAt: maybe(anyMs),
    endedAt: maybe(anyMs),
    nextAt: maybe(anyMs),
    note: maybe(anyText),
    problem: maybe(anyProblem),
    turnOf: maybe(anyText),
    requests: maybe(fc.array(anyText, { maxLength: 5 })),
    items: maybe(anyItems),
  })
  .map((step) => defined(step) as StepView);

export const anyActor = fc.record({ slackId: anyText, name: anyText });
export const anyWish = fc.record({ by: anyActor, at: anyMs });

export const anyJob: fc.Arbitrary<JobView> = fc
  .record({
    id: fc.stringMatching(/^[a-z0-9]{10}$/),
    workflow: anyText,
    title: anyText,
    state: fc.constantFrom(...jobStates),
    requester: fc.record({
      slackId: anyText,
      teamId: anyText,
      identityId: anyText,
      email: anyText,
      name: anyText,
      role: fc.constantFrom("user", "manager", "admin"),
    }),
    origin: fc.record({ channelId: anyText }),
    input: fc.constant({}),
    steps: fc.array(anyStep, { maxLength: 60 }),
    createdAt: anyMs,
    endedAt: maybe(anyMs),
    problem: maybe(anyProblem),
    stopAsked: maybe(anyWish),
    retries: fc.array(anyWish, { maxLength: 5 }),
    dryRun: fc.boolean(),
    parent: maybe(fc.record({ jobId: fc.stringMatching(/^[a-z0-9]{10}$/) })),
    holds: maybe(fc.array(anyText, { minLength: 1, maxLength: 5 })),
    remains: fc.array(anyText, { maxLength: 8 }),
  })
  .map((job) => defined(job) as JobView);

export const anyPerson: fc.Arbitrary<Person> = fc
  .record({
    slack: fc.record({
      slackId: fc.stringMatching(/^[UW][A-Z0-9]{6}$/),
      teamId: anyText,
      name: anyText,
      standing: fc.constant("member" as const),
    }),
    identity: fc.record({ id: anyText, userName: anyText, email: anyText, displayName: anyText }),
    role: fc.constantFrom("user" as const, "manager" as const, "admin" as const),
    held: fc.constant(["user" as const]),
    withheld: maybe(fc.record({ role: fc.constantFrom("manager" as const, "admin" as const), reason: anyText })),
  })
  .map((person) => defined(person) as Person);

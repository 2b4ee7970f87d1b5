import fc from "fast-check";

/** One thing a random durable program does. `caught`: its failure is a result, and the program goes on. */
export type Move = { caught: boolean } & (
  | Step
  | { is: "wait"; seconds: number }
  /** Breaks at its first look or never: the SDK tells of a later one twice when it did not sleep in between. */
  | { is: "condition"; looks: number; seconds: number; breaks: boolean }
  | { is: "child"; moves: Program; virtual: boolean }
  /** A child context whose result is too big to be kept, so that the SDK runs it again on each replay. */
  | { is: "bulky"; bytes: number }
  | Callback
  | Batch
  | Combined
);

interface Step {
  is: "step";
  /** Tries that fail, of so many that are made. */
  fails: number;
  tries: number;
  seconds: number;
  /** Never repeated in the dark: at most once per try. */
  careful: boolean;
}

interface Callback {
  is: "callback";
  form: "created" | "waited";
  ends: CallbackEnd;
  /** With `created`: what is waited for before somebody asks for the answer, seconds. */
  before: number;
}

export type CallbackEnd =
  | { is: "answered"; result: string; soon: boolean }
  | { is: "refused"; message: string; soon: boolean }
  /** After a second: AWS's own runner takes that long in the real world. */
  | { is: "timed-out" }
  | { is: "silent" };

/**
 * Branches side by side. Where several are under way at once nothing may depend on which is first,
 * since AWS's runner skips waits in the order in which they were asked for: then all of them are waited for.
 */
interface Batch {
  is: "parallel" | "map";
  branches: Program[];
  atOnce: number | undefined;
  flat: boolean;
  ends: BatchEnd;
}

export type BatchEnd =
  | { is: "all" }
  | { is: "first-failure" }
  | { is: "enough"; successes: number }
  | { is: "too-many"; failures: number };

/** Promise combinators over steps that were all begun, and with race and any over a callback that nobody answers. */
type Combined =
  | { is: "all"; steps: Step[] }
  | { is: "all-settled"; steps: Step[] }
  | { is: "any"; steps: Step[]; unanswered: boolean }
  | { is: "race"; steps: Step[] };

export type Program = readonly Move[];

const sometimes = (one: number, of: number): fc.Arbitrary<boolean> =>
  fc.nat({ max: of - 1 }).map((number) => number < one);

const delay = fc.constantFrom(1, 2, 5, 60, 3600);

const stepThat = (fails: fc.Arbitrary<"never" | "at first" | "always">): fc.Arbitrary<Step> =>
  fc
    .record({ fails, more: fc.integer({ min: 1, max: 3 }), seconds: delay, careful: fc.boolean() })
    .map(({ fails: how, more, seconds, careful }) => ({
      is: "step",
      fails: { never: 0, "at first": more, always: 9 }[how],
      tries: how === "at first" ? more + 1 : more,
      seconds,
      careful,
    }));

const anyStep = stepThat(fc.constantFrom("never", "never", "at first", "at first", "always"));
const good = stepThat(fc.constantFrom("never", "at first"));

const callbackEnd: fc.Arbitrary<CallbackEnd> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant("answered"), result: fc.string(), soon: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant("refused"), message: fc.string({ minLength: 1 }), soon: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant<CallbackEnd>({ is: "timed-out" }) },
  { weight: 1, arbitrary: fc.constant<CallbackEnd>({ is: "silent" }) },
) as fc.Arbitrary<CallbackEnd>;

const caught = sometimes(5, 6);

const plain: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anyStep, caught).map(([step, is]): Move => ({ ...step, caught: is })) },
  { weight: 2, arbitrary: delay.map((seconds): Move => ({ is: "wait", seconds, caught: false })) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant("condition" as const),
      looks: fc.integer({ min: 1, max: 3 }),
      seconds: delay,
      breaks: sometimes(1, 4),
      caught,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant("callback" as const),
      form: fc.constantFrom("created" as const, "waited" as const),
      ends: callbackEnd,
      before: fc.constantFrom(0, 0, 1),
      caught,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 262_144, max: 270_000 }).map((bytes): Move => ({ is: "bulky", bytes, caught: false })),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.array(good, { minLength: 1, maxLength: 3 }).map((list): Move => ({ is: "all", steps: list, caught: true })),
      fc
        .array(anyStep, { minLength: 1, maxLength: 3 })
        .map((list): Move => ({ is: "all-settled", steps: list, caught: true })),
      fc
        .array(stepThat(fc.constant("always")), { minLength: 1, maxLength: 3 })
        .map((list): Move => ({ is: "any", steps: list, unanswered: false, caught: true })),
      good.map((one): Move => ({ is: "any", steps: [one], unanswered: true, caught: true })),
      anyStep.map((one): Move => ({ is: "race", steps: [one], caught: true })),
    ),
  },
);

const batchEnd = (branches: number): fc.Arbitrary<BatchEnd> =>
  fc.oneof(
    fc.constant<BatchEnd>({ is: "all" }),
    fc.constant<BatchEnd>({ is: "first-failure" }),
    fc.integer({ min: 1, max: branches }).map((successes): BatchEnd => ({ is: "enough", successes })),
    fc.integer({ min: 0, max: branches - 1 }).map((failures): BatchEnd => ({ is: "too-many", failures })),
  );

const batchOf = (branch: fc.Arbitrary<Program>): fc.Arbitrary<Move> =>
  fc
    .tuple(
      fc.array(branch, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("parallel" as const, "map" as const),
      sometimes(1, 3),
      sometimes(4, 5),
    )
    .chain(([branches, is, flat, isCaught]) =>
      fc.oneof(
        batchEnd(branches.length).map((ends): Move => ({ is, branches, flat, ends, atOnce: 1, caught: isCaught })),
        fc
          .constantFrom(undefined, 2)
          .map((atOnce): Move => ({ is, branches, flat, ends: { is: "all" }, atOnce, caught: isCaught })),
      ),
    );

const moves = (depth: number): fc.Arbitrary<Program> => {
  if (depth === 0) return fc.array(plain, { minLength: 1, maxLength: 2 });
  const nested: fc.Arbitrary<Move> = fc.oneof(
    fc.record({ is: fc.constant("child" as const), moves: moves(depth - 1), virtual: sometimes(1, 4), caught }),
    batchOf(moves(depth - 1)),
  );
  return fc.array(fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: nested }), {
    minLength: 1,
    maxLength: 4,
  });
};

/** Programs of every kind of operation, nested up to three deep, whose outcome does not depend on who is faster. */
export const anyProgram: fc.Arbitrary<Program> = moves(2);

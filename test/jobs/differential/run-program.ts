import {
  type BatchResult,
  type CompletionConfig,
  type DurableContext,
  type DurablePromise,
  NestingType,
  StepSemantics,
} from "@aws/durable-execution-sdk-js";
import type { BatchEnd, CallbackEnd, Move, Program } from "./program.ts";

/** What a program tells of itself while it runs: each call of a body, and the callbacks that wait for an answer. */
export interface Witness {
  ran(what: string): void;
  /** May come again with each replay. */
  waitsFor(callbackId: string, name: string, ends: CallbackEnd): Promise<void>;
}

type Step = Extract<Move, { is: "step" }>;

const interrupted = "StepInterruptedError";

/** Runs `program` on the SDK's context; every operation is named after its place. Its body decides by the number of the try alone. */
export const runProgram = async (
  program: Program,
  context: DurableContext,
  witness: Witness,
  place = "",
): Promise<unknown[]> => {
  const found: unknown[] = [];
  for (const [index, move] of program.entries()) {
    const name = `${place}${move.is} ${index}`;
    const outcome = make(move, name, context, witness);
    found.push(await (move.caught ? outcome.catch(said) : outcome));
  }
  return found;
};

const said = (error: unknown): string => `${(error as Error).name}: ${(error as Error).message}`;

const make = async (move: Move, name: string, context: DurableContext, witness: Witness): Promise<unknown> => {
  switch (move.is) {
    case "step":
      return step(move, name, context, witness);
    case "wait":
      return context.wait(name, { seconds: move.seconds });
    case "condition":
      return condition(move, name, context, witness);
    case "child":
      return context.runInChildContext(name, (child) => runProgram(move.moves, child, witness, `${name} / `), {
        virtualContext: move.virtual,
      });
    case "bulky":
      return (await context.runInChildContext(name, async () => "x".repeat(move.bytes))).length;
    case "callback":
      return callback(move, name, context, witness);
    case "parallel":
    case "map":
      return batch(move, name, context, witness);
    default:
      return combined(move, name, context, witness);
  }
};

const step = (
  { fails, tries, seconds, careful }: Omit<Step, "caught">,
  name: string,
  context: DurableContext,
  { ran }: Witness,
) =>
  context.step(
    name,
    async ({ attempt }) => {
      ran(`${name}: try ${attempt}`);
      if (attempt <= fails) throw new RangeError(`${name} fails`);
      return { made: name };
    },
    {
      semantics: careful ? StepSemantics.AtMostOncePerRetry : StepSemantics.AtLeastOncePerRetry,
      // A try cut short is made up for, so that what becomes of the step does not depend on it.
      retryStrategy: (error, attempt) => ({
        shouldRetry: error.name === interrupted || attempt < tries,
        delay: { seconds },
      }),
    },
  );

const condition = (
  { looks, seconds, breaks }: Extract<Move, { is: "condition" }>,
  name: string,
  context: DurableContext,
  { ran }: Witness,
) =>
  context.waitForCondition(
    name,
    async (looked: number) => {
      ran(`${name}: look ${looked}`);
      if (breaks) throw new RangeError(`${name} breaks`);
      return looked + 1;
    },
    {
      initialState: 0,
      waitStrategy: (looked) =>
        looked >= looks ? { shouldContinue: false } : { shouldContinue: true, delay: { seconds } },
    },
  );

const patience = (ends: CallbackEnd) => {
  if (ends.is === "timed-out") return { timeout: { seconds: 1 } };
  if (ends.is === "silent") return { timeout: { hours: 2 }, heartbeatTimeout: { seconds: 1 } };
  return { timeout: { hours: 500 } };
};

const callback = async (
  { form, ends, before }: Extract<Move, { is: "callback" }>,
  name: string,
  context: DurableContext,
  { waitsFor }: Witness,
): Promise<unknown> => {
  if (form === "waited") {
    return context.waitForCallback(name, (id) => waitsFor(id, name, ends), patience(ends));
  }
  const [answer, id] = await context.createCallback(name, patience(ends));
  await context.step(`${name} asked`, () => waitsFor(id, name, ends));
  if (before > 0) await context.wait(`${name} before`, { seconds: before });
  return answer;
};

const completion = (ends: BatchEnd, branches: number): { completionConfig?: CompletionConfig } => {
  if (ends.is === "all") return { completionConfig: { toleratedFailureCount: branches } };
  if (ends.is === "enough") return { completionConfig: { minSuccessful: ends.successes } };
  if (ends.is === "too-many") return { completionConfig: { toleratedFailureCount: ends.failures } };
  return {};
};

const batch = async (
  { is, branches, atOnce, flat, ends }: Extract<Move, { is: "parallel" | "map" }>,
  name: string,
  context: DurableContext,
  witness: Witness,
): Promise<unknown> => {
  const config = {
    ...completion(ends, branches.length),
    ...(atOnce === undefined ? {} : { maxConcurrency: atOnce }),
    nesting: flat ? NestingType.FLAT : NestingType.NESTED,
  };
  const branch = (index: number) => (child: DurableContext) =>
    runProgram(branches[index] as Program, child, witness, `${name}.${index} / `);
  const result: BatchResult<unknown> = await (is === "parallel"
    ? context.parallel(
        name,
        branches.map((_, index) => ({ name: `${name}.${index}`, func: branch(index) })),
        config,
      )
    : context.map(name, [...branches.keys()], (child, index) => branch(index)(child), config));
  if (ends.is === "first-failure") result.throwIfError();
  const items = result.all.map(({ index, status, result: value, error }) => [index, status, value, error?.message]);
  return { items, reason: result.completionReason };
};

const combined = async (
  move: Extract<Move, { is: "all" | "all-settled" | "any" | "race" }>,
  name: string,
  context: DurableContext,
  witness: Witness,
): Promise<unknown> => {
  const unanswered =
    move.is === "race" || (move.is === "any" && move.unanswered)
      ? [(await context.createCallback(`${name} unanswered`))[0]]
      : [];
  const steps = move.steps.map((each, index) => step(each, `${name}.${index}`, context, witness));
  const waited: DurablePromise<unknown>[] = [...unanswered, ...steps];
  if (move.is === "all") return context.promise.all(name, waited);
  if (move.is === "any") return context.promise.any(name, waited);
  if (move.is === "race") return context.promise.race(name, waited);
  const settled = await context.promise.allSettled(name, waited);
  return settled.map((each) => (each.status === "fulfilled" ? each.value : said(each.reason)));
};

import { type DurableContext, StepSemantics } from "@aws/durable-execution-sdk-js";

/** Small durable programs for two engines to run: each run gets a fresh one, so that both start from nothing. */
export interface DurableProgram {
  name: string;
  /** What it waits for in all, seconds of the world. */
  waitsSeconds: number;
  make(): (context: DurableContext, trace: (what: string) => void) => Promise<unknown>;
}

const tries = (most: number, delaySeconds: number, trace: (what: string) => void) => ({
  retryStrategy: (error: Error, attempt: number) => {
    trace(`after try ${attempt}: ${error.message}`);
    return { shouldRetry: attempt < most, delay: { seconds: delaySeconds } };
  },
});

const failing = (times: number) => {
  let count = 0;
  return (): string => {
    count += 1;
    if (count <= times) throw new RangeError(`failure ${count}`);
    return `success at ${count}`;
  };
};

export const durablePrograms: readonly DurableProgram[] = [
  {
    name: "steps one after another",
    waitsSeconds: 0,
    make: () => async (context) => {
      const one = await context.step("one", async () => ({ n: 1 }));
      const two = await context.step("two", async () => [one.n + 1, null, "two"]);
      return { one, two, none: await context.step("none", async () => undefined) };
    },
  },
  {
    name: "a step that works at the third try",
    waitsSeconds: 14,
    make: () => {
      const act = failing(2);
      return async (context, trace) =>
        context.step(
          "flaky",
          async ({ attempt }) => {
            trace(`try ${attempt}`);
            return act();
          },
          tries(5, 7, trace),
        );
    },
  },
  {
    name: "a step that is never repeated in the dark",
    waitsSeconds: 3,
    make: () => {
      const act = failing(1);
      return async (context, trace) =>
        context.step("careful", async () => act(), {
          ...tries(5, 3, trace),
          semantics: StepSemantics.AtMostOncePerRetry,
        });
    },
  },
  {
    name: "a step that fails for good, and the program goes on",
    waitsSeconds: 4,
    make: () => {
      const act = failing(9);
      return async (context, trace) => {
        const outcome = await context
          .step("hopeless", async () => act(), tries(3, 2, trace))
          .catch((error: unknown) => (error as Error).message);
        return context.step("after", async () => `after: ${outcome}`);
      };
    },
  },
  {
    name: "a failure that nobody catches",
    waitsSeconds: 0,
    make: () => async (context, trace) => {
      await context.step("fine", async () => 1);
      return context.step("fatal", async () => failing(1)(), tries(1, 1, trace));
    },
  },
  {
    name: "waits, short and long",
    waitsSeconds: 3601,
    make: () => async (context) => {
      await context.wait("short", { seconds: 1 });
      await context.step("between", async () => "between");
      await context.wait("long", { hours: 1 });
      return "waited";
    },
  },
  {
    name: "a condition looked at until it holds",
    waitsSeconds: 10 + 20 + 30,
    make: () => async (context, trace) =>
      context.waitForCondition(
        "ready",
        async (state: { looks: number }, { attempt }) => {
          trace(`look ${attempt} at ${state.looks}`);
          return { looks: state.looks + 1 };
        },
        {
          initialState: { looks: 0 },
          waitStrategy: ({ looks }) =>
            looks > 3 ? { shouldContinue: false } : { shouldContinue: true, delay: { seconds: looks * 10 } },
        },
      ),
  },
  {
    name: "a condition that holds at once",
    waitsSeconds: 0,
    make: () => async (context) =>
      context.waitForCondition("ready", async (state: number) => state, {
        initialState: 42,
        waitStrategy: () => ({ shouldContinue: false }),
      }),
  },
  {
    name: "a condition whose look breaks",
    waitsSeconds: 5,
    make: () => {
      const look = failing(2);
      return async (context) => {
        await context.wait("first", { seconds: 5 });
        return context
          .waitForCondition("broken", async () => look(), {
            initialState: "start",
            waitStrategy: () => ({ shouldContinue: false }),
          })
          .catch((error: unknown) => `broken: ${(error as Error).message}`);
      };
    },
  },
  {
    name: "all of it, one after another",
    waitsSeconds: 2 + 60 + 5 + 5,
    make: () => {
      const act = failing(1);
      return async (context, trace) => {
        const made = await context.step("make", async () => act(), {
          ...tries(4, 2, trace),
          semantics: StepSemantics.AtMostOncePerRetry,
        });
        await context.wait("rest", { seconds: 60 });
        const polls = await context.waitForCondition("poll", async (n: number) => n + 1, {
          initialState: 0,
          waitStrategy: (n) => (n >= 3 ? { shouldContinue: false } : { shouldContinue: true, delay: { seconds: 5 } }),
        });
        return { made, polls, last: await context.step("last", async () => "last") };
      };
    },
  },
];

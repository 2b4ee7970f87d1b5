import { z } from "zod";
import { minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import {
  done,
  type EachRules,
  type Given,
  notYet,
  type Steps,
  steps,
  toDo,
  type Workflow,
} from "../../src/jobs/shapes.ts";
import type { OutsideClient, Thing } from "./outside.ts";
import type { ActPlan, StepPlan, WorkflowPlan } from "./plan.ts";
import type { Waits } from "./waits.ts";

/** What a job is asked for with: the person it is about, for workflows that claim one. */
export interface Input {
  person: string;
}
type Any = Given<Input, Record<string, unknown>>;
type List = Steps<Input, Record<string, unknown>>;

/** The name outside of what a step does there. */
export const keyOf = (job: string, step: string): string => `${job}/${step}`;

const nothing = { natural: true, settlesAfterMs: 0, longestCallMs: 0 };

/** The same steps for every process, each reaching the outside by a wire of its own. */
const createBuilder = (outside: OutsideClient, waits: Waits) => {
  const thingOf = ({ jobId }: Pick<Any, "jobId">, name: string, plan: Omit<Thing, "job" | "key"> = nothing): Thing => ({
    ...plan,
    job: jobId,
    key: keyOf(jobId, name),
  });

  const acting = (plan: ActPlan) => {
    const { name, settlesAfterMs, longestCallMs, giveUpAfterMs, lane } = plan;
    return {
      title: `Do ${name}`,
      settlesAfterMs,
      longestCallMs,
      giveUpAfterMs,
      ...(lane ? { turn: { lane } } : {}),
      look: async (given: Any) =>
        (await outside.has(thingOf(given, name, plan))) ? done(keyOf(given.jobId, name)) : toDo,
      act: async (given: Any) => {
        await outside.do(thingOf(given, name, plan));
        return keyOf(given.jobId, name);
      },
    };
  };

  const reading = ({ name, giveUpAfterMs }: Extract<StepPlan, { is: "read" }>) => ({
    title: `Read ${name}`,
    giveUpAfterMs,
    look: async (given: Any) => done((await outside.has(thingOf(given, name))) ? "there" : "not there"),
  });

  const waiting = ({ name, comes, everyMs, giveUpAfterMs }: Extract<StepPlan, { is: "wait" }>) => ({
    title: `Wait for ${name}`,
    look: async (given: Any) => {
      await outside.has(thingOf(given, name));
      if (waits.hasCome(keyOf(given.jobId, name), comes)) return done(true, "It came.", "accepted");
      return notYet("It has not come yet.", { needsPerson: comes.is === "by-a-person" });
    },
    every: () => everyMs,
    giveUpAfterMs,
    giveUp: () => new Problem("approval-timeout", "It did not come.", { next: "Ask again." }),
  });

  const many = ({ workflow, items, stopsOnRefusal }: Extract<StepPlan, { is: "each" }>): EachRules<Input, object> => ({
    title: "Do them all",
    workflow,
    items: ({ input: { person } }) =>
      Array.from({ length: items }, (_, index) => ({
        key: `item-${index}`,
        title: `Item ${index}`,
        input: { person: `${person}-${index}` },
      })),
    ...(stopsOnRefusal ? { stopOn: ["isb-refused"] } : {}),
    giveUpAfterMs: minutes(60),
  });

  return (list: List, plan: StepPlan): List => {
    switch (plan.is) {
      case "read":
        return list.step(plan.name, reading(plan));
      case "act":
        return plan.always ? (list.always(plan.name, acting(plan)) as List) : list.step(plan.name, acting(plan));
      case "wait":
        return plan.optional ? list.optionalWait(plan.name, waiting(plan)) : list.wait(plan.name, waiting(plan));
      case "each":
        return list.each(plan.name, many(plan)) as List;
    }
  };
};

/** A workflow as one process runs it. What it results in says what each step found. */
export const buildWorkflow = (plan: WorkflowPlan, outside: OutsideClient, waits: Waits): Workflow => {
  const add = createBuilder(outside, waits);
  const list = plan.steps.reduce<List>(add, steps<Input>());
  const personOf = (input: unknown): string => (input as Input).person;
  return {
    name: plan.name,
    major: 1,
    input: z.object({ person: z.string() }),
    ...(plan.claims
      ? {
          claims: {
            ...plan.claims,
            of: (input) => [{ kind: "person", id: personOf(input), words: personOf(input) }],
          },
        }
      : {}),
    ...list.result(({ found }) => ({ ...found })),
  };
};

import { checkStep, checkTurns } from "./checks.ts";
import type { AlwaysRules, EachFound, EachRules, StepRules, WaitRules } from "./rules.ts";
import type { AnyShape, Workflow } from "./workflow.ts";

export * from "./look.ts";
export * from "./rules.ts";
export * from "./workflow.ts";

type AnyFound = Record<string, unknown>;

type Built = Pick<Workflow, "steps" | "result">;

/** The last part of the list: what runs however the steps before ended. */
export class Ends<Input, Found extends AnyFound> {
  protected readonly list: readonly AnyShape[];
  protected constructor(list: readonly AnyShape[]) {
    this.list = list;
  }

  /** Runs after success, failure and cancelling alike, in the order of the list; a failure of one keeps none of the others away. */
  always<Name extends string, T>(name: Name, rules: AlwaysRules<Input, Partial<Found>, T>): Ends<Input, Found> {
    return new Ends(this.with({ name, shape: "step", optional: false, always: true, rules }));
  }

  result(of: (given: { input: Input; found: Found }) => unknown): Built {
    checkTurns(this.list);
    return { steps: this.list, result: of as unknown as Workflow["result"] };
  }

  /** The list with one step more. Only here its types are let go of: the engine runs any workflow. */
  protected with(shape: { name: string; rules: unknown } & Omit<AnyShape, "rules">): readonly AnyShape[] {
    const step = shape as AnyShape;
    checkStep(step, this.list);
    return [...this.list, step];
  }
}

/** Typed builder: each step sees what the ones before it found. */
export class Steps<Input, Found extends AnyFound> extends Ends<Input, Found> {
  static none<Input>(): Steps<Input, Record<never, never>> {
    return new Steps([]);
  }

  step<Name extends string, T>(name: Name, rules: StepRules<Input, Found, T>): Steps<Input, Found & Record<Name, T>> {
    return new Steps(this.with({ name, shape: "step", optional: false, always: false, rules }));
  }

  /** A step that acts while no other job does anything in the same lane. */
  serial<Name extends string, T>(
    name: Name,
    lane: string,
    rules: Omit<StepRules<Input, Found, T>, "turn">,
  ): Steps<Input, Found & Record<Name, T>> {
    return this.step(name, { ...rules, turn: { lane } });
  }

  wait<Name extends string, T>(name: Name, rules: WaitRules<Input, Found, T>): Steps<Input, Found & Record<Name, T>> {
    return new Steps(this.with({ name, shape: "wait", optional: false, always: false, rules }));
  }

  /** A child job for each item; it is done when all of them are. */
  each<Name extends string>(name: Name, rules: EachRules<Input, Found>): Steps<Input, Found & Record<Name, EachFound>> {
    return new Steps(this.with({ name, shape: "each", optional: false, always: false, rules }));
  }

  /** The same as `wait`, but a failure only warns. */
  optionalWait<Name extends string, T>(
    name: Name,
    rules: WaitRules<Input, Found, T>,
  ): Steps<Input, Found & Record<Name, T | undefined>> {
    return new Steps(this.with({ name, shape: "wait", optional: true, always: false, rules }));
  }
}

export const steps = <Input>(): Steps<Input, Record<never, never>> => Steps.none<Input>();

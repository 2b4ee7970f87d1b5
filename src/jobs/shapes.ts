import type { ZodType } from "zod";
import { minutes, seconds } from "../domain/duration.ts";
import type { Problem } from "../domain/problem.ts";
import type { Requester } from "./job.ts";

/** What a look found. A look that could not find out throws; it never answers "to do". */
export type Look<T> =
  | {
      is: "done";
      value: T;
      note?: string /** What a person decided: those who were asked are told. */;
      decision?: string;
    }
  | { is: "to-do" }
  | {
      is: "not-yet";
      note: string;
      /** A person must act before this can go on. */
      needsPerson?: boolean;
      /** A command by which somebody can move it on, as typed after the slash command. */
      suggest?: string;
      /** What the asker wrote, for those who decide: never shown in public. */
      aside?: string;
      /** Overrides the step's limit from now on, milliseconds since the wait began. */
      limitMs?: number;
    }
  | { is: "blocked"; problem: Problem };

export const done = <T>(value: T, note?: string, decision?: string): Look<T> => ({
  is: "done",
  value,
  ...(note ? { note } : {}),
  ...(decision ? { decision } : {}),
});
export const toDo: Look<never> = { is: "to-do" };
export const notYet = (
  note: string,
  more: { needsPerson?: boolean; suggest?: string; aside?: string; limitMs?: number } = {},
): Look<never> => ({
  is: "not-yet",
  note,
  ...more,
});
export const blocked = (problem: Problem): Look<never> => ({ is: "blocked", problem });

/** What every look and act is given. */
export interface Given<Input, Found> {
  jobId: string;
  requester: Requester;
  input: Input;
  /** Results of the steps before, by step name. */
  found: Found;
  /** World milliseconds at which this look or act began. */
  now: number;
  /** True when an earlier try of this step may have acted: then a look that cannot see everything cannot say "to do". */
  tried: boolean;
}

/** Look, and act only on "to do". */
export interface StepRules<Input, Found, T> {
  title: string;
  look: (given: Given<Input, Found>) => Promise<Look<T>>;
  act?: (given: Given<Input, Found>) => Promise<T>;
  /** With `act`: the longest one call may take, wall-clock milliseconds. Default 30 s. */
  longestCallMs?: number;
  /** With `act`: the outside system cannot change its mind any more this long after a call began, world milliseconds. */
  settlesAfterMs?: number;
  /** With `act`: after this many acts without a clear answer a person has to look. Default 3. */
  mostDoubts?: number;
  /** What a good end says in plain words. */
  say?: (value: T) => string;
  /** Tries go on this long, world milliseconds since the first. Default 15 minutes. */
  giveUpAfterMs?: number;
}

/** Look again and again until it is done; always with a limit. */
export interface WaitRules<Input, Found, T> {
  title: string;
  look: (given: Given<Input, Found>) => Promise<Look<T>>;
  /** Pause before the next look, world milliseconds, given how long it has waited. */
  every: (waitedMs: number) => number;
  giveUpAfterMs: number;
  giveUp: (given: Given<Input, Found>) => Problem;
  say?: (value: T) => string;
}

interface Common {
  name: string;
  /** A failure only warns; later steps find `undefined`. */
  optional: boolean;
}
export type AnyStep = Common & { shape: "step"; rules: StepRules<unknown, Record<string, unknown>, unknown> };
export type AnyWait = Common & { shape: "wait"; rules: WaitRules<unknown, Record<string, unknown>, unknown> };
export type AnyShape = AnyStep | AnyWait;

export const defaults = {
  longestCallMs: seconds(30),
  giveUpAfterMs: minutes(15),
} as const;

/** The longest lease a call may ask for: a dead worker's job waits this long for the next. */
const longestCallAllowedMs = minutes(5);

/** A named list of steps, known before any runs. */
export interface Workflow {
  name: string;
  /** Bump when the steps of running jobs would no longer fit; the old one stays until drained. */
  major: number;
  input: ZodType;
  steps: readonly AnyShape[];
  /** What the job is for, made of what the steps found. */
  result: (given: { input: unknown; found: Record<string, unknown> }) => unknown;
}

/** Typed builder: each step sees what the ones before it found. */
export class Steps<Input, Found extends Record<string, unknown>> {
  readonly #list: readonly AnyShape[];
  private constructor(list: readonly AnyShape[]) {
    this.#list = list;
  }

  static none<Input>(): Steps<Input, Record<never, never>> {
    return new Steps([]);
  }

  step<Name extends string, T>(name: Name, rules: StepRules<Input, Found, T>): Steps<Input, Found & Record<Name, T>> {
    const call = rules.longestCallMs ?? defaults.longestCallMs;
    if (call > longestCallAllowedMs) throw new Error(`step ${name}: a call of ${call} ms would outlive its lease`);
    return this.#with({ name, shape: "step", optional: false, rules } as unknown as AnyShape);
  }

  wait<Name extends string, T>(name: Name, rules: WaitRules<Input, Found, T>): Steps<Input, Found & Record<Name, T>> {
    return this.#with({ name, shape: "wait", optional: false, rules } as unknown as AnyShape);
  }

  /** The same as `wait`, but a failure only warns. */
  optionalWait<Name extends string, T>(
    name: Name,
    rules: WaitRules<Input, Found, T>,
  ): Steps<Input, Found & Record<Name, T | undefined>> {
    return this.#with({ name, shape: "wait", optional: true, rules } as unknown as AnyShape);
  }

  result(of: (given: { input: Input; found: Found }) => unknown): {
    steps: readonly AnyShape[];
    result: Workflow["result"];
  } {
    return { steps: this.#list, result: of as unknown as Workflow["result"] };
  }

  #with<Next extends Record<string, unknown>>(shape: AnyShape): Steps<Input, Next> {
    if (this.#list.some(({ name }) => name === shape.name)) throw new Error(`two steps are called ${shape.name}`);
    return new Steps([...this.#list, shape]);
  }
}

export const steps = <Input>(): Steps<Input, Record<never, never>> => Steps.none<Input>();

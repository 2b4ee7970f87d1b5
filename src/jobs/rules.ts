import { minutes, seconds } from "../domain/duration.ts";
import type { Problem } from "../domain/problem.ts";
import type { ProblemCode } from "../domain/problem-codes.ts";
import type { Requester } from "./job.ts";
import type { Look } from "./look.ts";

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

/** What all shapes of step have in common. */
interface CommonRules<Input, Found, T> {
  title: string;
  /**
   * What is left behind when the job is cancelled after this step, and how somebody can undo it: shown to whoever may see
   * the job. `found` holds what steps after this one found as well.
   */
  stays?: (value: T, given: { input: Input; found: Found & Readonly<Record<string, unknown>> }) => string;
}

/** Look, and act only on "to do". */
export interface StepRules<Input, Found, T> extends CommonRules<Input, Found, T> {
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
  /** It waits until this lane, which takes so many jobs at a time, has a place for it; kept until the step `until` is over, by default this one. */
  turn?: { lane: string; until?: string };
}

/** A step that runs after the others, however they ended. */
export interface AlwaysRules<Input, Found, T> extends StepRules<Input, Found, T> {
  /** The step whose effect this one takes back: a job that goes on later does that one again. */
  undoes?: keyof Found & string;
}

/** Look again and again until it is done; always with a limit. */
export interface WaitRules<Input, Found, T> extends CommonRules<Input, Found, T> {
  look: (given: Given<Input, Found>) => Promise<Look<T>>;
  /** Pause before the next look, world milliseconds, given how long it has waited. */
  every: (waitedMs: number) => number;
  giveUpAfterMs: number;
  giveUp: (given: Given<Input, Found>) => Problem;
  say?: (value: T) => string;
}

/** One item of a step of child jobs. `key` tells it from the others, and is the same whenever the items are asked for. */
export interface EachItem {
  key: string;
  title: string;
  input: unknown;
}

/** One child job per item; items fail alone. */
export interface EachRules<Input, Found> {
  title: string;
  /** The items, told from what is given alone: it is asked again at each look. */
  items: (given: Omit<Given<Input, Found>, "now" | "tried">) => readonly EachItem[];
  /** Name of the workflow that each child runs, in its newest major when the child begins. */
  workflow: string;
  /** A child that fails with one of these keeps those from acting that have not acted yet. */
  stopOn?: readonly ProblemCode[];
  /** Children that are not over by then are left to a person, world milliseconds. */
  giveUpAfterMs: number;
}

/** What the steps after it find: all of them are done. */
export interface EachFound {
  total: number;
}

export const defaults = {
  longestCallMs: seconds(30),
  giveUpAfterMs: minutes(15),
} as const;

import type { ZodType } from "zod";
import type { Claim } from "./claims/claim.ts";
import type { AlwaysRules, EachRules, StepRules, WaitRules } from "./rules.ts";

type AnyFound = Record<string, unknown>;

interface Common {
  /** Small letters, digits and hyphens. The engine's own records of it are called `<name>` or `<name>:<what>`. */
  name: string;
  /** A failure only warns; later steps find `undefined`. */
  optional: boolean;
  /** It runs after all others, however they ended, and finds what there is. */
  always: boolean;
}
export type AnyStep = Common & {
  shape: "step";
  rules: StepRules<unknown, AnyFound, unknown> & Pick<AlwaysRules<unknown, AnyFound, unknown>, "undoes">;
};
export type AnyWait = Common & { shape: "wait"; rules: WaitRules<unknown, AnyFound, unknown> };
export type AnyEach = Common & { shape: "each"; rules: EachRules<unknown, AnyFound> };
export type AnyShape = AnyStep | AnyWait | AnyEach;

/** A named list of steps, known before any runs. */
export interface Workflow {
  name: string;
  /** Bump when the steps of running jobs would no longer fit; the old one stays until drained. */
  major: number;
  input: ZodType;
  steps: readonly AnyShape[];
  /** What a job changes, so that no other changes it meanwhile: held from before it begins until the step `until` is done, or the job is over. */
  claims?: { of: (input: unknown) => readonly Claim[]; until?: string };
  /** What the job is for, made of what the steps found. */
  result: (given: { input: unknown; found: Record<string, unknown> }) => unknown;
}

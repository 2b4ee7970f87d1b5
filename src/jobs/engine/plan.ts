import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { Plan, PlanLine } from "../../domain/plan.ts";
import type { JobRecord } from "../store/record.ts";
import type { Ending } from "../store/store.ts";
import type { Workflow } from "../workflow.ts";
import { endOf } from "./endings.ts";
import type { RunDeps } from "./run-deps.ts";
import { runPlanned } from "./run-planned.ts";

/** Walks a workflow's steps as a dry run: each looks once, none acts, waits, takes a turn or undoes anything. */
export const plan = async (
  workflow: Workflow,
  { id: jobId, requester }: JobRecord,
  input: unknown,
  context: DurableContext,
  deps: RunDeps,
): Promise<Ending> => {
  const found: Record<string, unknown> = {};
  const planned = new Map<string, string>();
  const [done, wouldDo]: [PlanLine[], PlanLine[]] = [[], []];
  for (const step of workflow.steps.filter(({ always }) => !always)) {
    const { title } = step.rules;
    const outcome = await runPlanned(step, context, { jobId, requester, input, found }, planned, deps);
    const end = outcome.is === "problem" && step.optional ? undefined : endOf(outcome, false);
    if (end) return end;
    const note = "note" in outcome && outcome.note ? { note: outcome.note } : {};
    if (outcome.is === "done") {
      found[step.name] = outcome.value;
      done.push({ title, ...note });
    } else {
      planned.set(step.name, title);
      wouldDo.push({ title, ...note });
    }
  }
  const always = workflow.steps.filter((step) => step.always).map(({ rules: { title } }): PlanLine => ({ title }));
  return { state: "succeeded", result: { kind: "plan", done, wouldDo, always } satisfies Plan };
};

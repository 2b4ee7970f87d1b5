import { fromIso } from "../../domain/timestamp.ts";
import type { JobRecord, StoredOperation, Try } from "../store/record.ts";
import type { Resumption } from "../store/store.ts";
import type { AnyShape, Workflow } from "../workflow.ts";
import { isTurn, operationOf, stepOf, turnOf } from "./operation-names.ts";
import { leftBy, type StepOutcome } from "./outcome.ts";
import { troubleOf } from "./trouble.ts";

/** The outcome of a step; a step that never found out has none. */
const outcomeOf = (record: JobRecord, { name }: Pick<AnyShape, "name">): StepOutcome | "never-known" | undefined => {
  const operation = operationOf(record, name) ?? operationOf(record, turnOf(name));
  if (operation?.Status === "FAILED") return "never-known";
  const left = operation?.Status === "SUCCEEDED" ? leftBy(operation) : undefined;
  return left && left.is !== "in" ? (left as StepOutcome) : undefined;
};

const wentWrong = (record: JobRecord, step: AnyShape): boolean => {
  const outcome = outcomeOf(record, step);
  if (step.optional || outcome === undefined) return false;
  return outcome === "never-known" || outcome.is === "problem" || outcome.is === "stopped";
};

/** True when the job was on its way to its end because a person wanted it to end: that stays so. */
const wasStopping = (record: JobRecord, steps: readonly AnyShape[]): boolean =>
  // Over and cancelled, it has come to that end: only a job that it is an item of has it go on.
  record.state !== "cancelled" &&
  steps.some((step) => {
    const outcome = outcomeOf(record, step);
    if (outcome === undefined) return false;
    if (outcome !== "never-known" && outcome.is === "stopped") return true;
    const endedAt = operationOf(record, step.name)?.EndTimestamp;
    const isUnknown = outcome === "never-known" || (outcome.is === "problem" && outcome.park === true);
    return isUnknown && record.stop !== undefined && endedAt !== undefined && record.stop.at >= fromIso(endedAt);
  });

/** The steps to do again: the one that went wrong and all after it, and from an earlier one on if that was undone since. */
const toDoAgain = (record: JobRecord, steps: readonly AnyShape[]): readonly AnyShape[] => {
  const always = steps.filter((step) => step.always);
  const first = steps.findIndex((step) => !step.always && wentWrong(record, step));
  if (first < 0) return always.filter((step) => wentWrong(record, step));
  const undone = always.flatMap((step) => {
    const undoes = step.shape === "step" ? step.rules.undoes : undefined;
    return undoes && operationOf(record, step.name) ? [steps.findIndex(({ name }) => name === undoes)] : [];
  });
  return steps.slice(Math.min(first, ...undone));
};

/** A place in a lane was given back when the job stopped; the step that takes it takes it anew, unless its use is over. */
const turnsToTakeAgain = (record: JobRecord, steps: readonly AnyShape[], again: ReadonlySet<string>): Set<string> =>
  new Set(
    steps.flatMap((step) => {
      if (step.shape !== "step" || !step.rules.turn) return [];
      const until = step.rules.turn.until ?? step.name;
      return again.has(until) || operationOf(record, until)?.EndTimestamp === undefined ? [turnOf(step.name)] : [];
    }),
  );

/** The tries of an operation; when nobody knows what the last one did, it says so. */
const triesOf = (operation: StoredOperation): readonly Try[] => {
  const tries = operation.Tries ?? [];
  const last = tries.at(-1);
  if (!last || last.endedAt !== undefined || operation.EndTimestamp === undefined) return tries;
  const endedAt = fromIso(operation.EndTimestamp);
  const left = leftBy(operation);
  const trouble = operation.Status === "FAILED" ? troubleOf(operation.StepDetails?.Error) : undefined;
  const actedAt = left?.is === "problem" ? left.actedAt : undefined;
  const doubtFrom = actedAt ?? (trouble?.outcome === "unknown" ? (trouble.actedAt ?? endedAt) : undefined);
  return [...tries.slice(0, -1), { ...last, endedAt, ...(doubtFrom === undefined ? {} : { doubtFrom }) }];
};

/** Only those of which nobody knows what they did still matter. */
const triesKept = (record: JobRecord, forgotten: readonly StoredOperation[]): JobRecord["triesBefore"] => {
  const kept: Record<string, readonly Try[]> = { ...record.triesBefore };
  for (const operation of forgotten) {
    const { Name: name } = operation;
    const tries = triesOf(operation).filter(({ doubtFrom }) => doubtFrom !== undefined);
    if (name && tries.length > 0) kept[name] = [...(kept[name] ?? []), ...tries];
  }
  return kept;
};

/** How a job that stopped goes on: what it does again, and what it still knows of that. */
export const stoppedAt = (record: JobRecord, workflow: Workflow | undefined): Resumption => {
  const operations = [...record.operations.values()];
  if (!workflow) return { forget: [], triesBefore: record.triesBefore, keepsStop: record.stop !== undefined };
  const { steps } = workflow;
  const stopping = wasStopping(record, steps);
  const again = stopping ? steps.filter((step) => step.always && wentWrong(record, step)) : toDoAgain(record, steps);
  const names = new Set(again.map(({ name }) => name));
  // What only ends takes no place for what it leaves out.
  const turns = turnsToTakeAgain(record, stopping ? steps.filter((step) => step.always) : steps, names);
  const forgotten = operations.filter((operation) => {
    const step = stepOf(operation);
    if (step === undefined) return false;
    return isTurn(operation) ? turns.has(operation.Name as string) : names.has(step);
  });
  return {
    forget: forgotten.map(({ Id: id }) => id as string),
    triesBefore: triesKept(record, forgotten),
    keepsStop: stopping,
  };
};

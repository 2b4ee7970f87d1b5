import type { OperationUpdate } from "@aws/durable-execution-sdk-js";
import { fromIso, toIso } from "../../domain/timestamp.ts";
import type { StoredOperation, Try } from "../store/record.ts";
import { troubleOf } from "./trouble.ts";

/**
 * The state rules of the durable execution protocol, as AWS's own service keeps them
 * (`@aws/durable-execution-sdk-js` 2.4, tried against its local runner): pure functions of operations, updates and now.
 */

const rememberedTries = 20;

const detailsKey = {
  STEP: "StepDetails",
  WAIT: "WaitDetails",
  CONTEXT: "ContextDetails",
} as const;
const actions: ReadonlySet<string> = new Set(["START", "SUCCEED", "FAIL", "RETRY"]);

const supported = (type: string, action: string): type is keyof typeof detailsKey =>
  type in detailsKey && actions.has(action);

/** Moves what the clock alone moves: a wait that is over, a retry that is due (or nudged). Returns the operations that changed. */
export const tick = (
  operations: ReadonlyMap<string, StoredOperation>,
  now: number,
  nudged: boolean,
): StoredOperation[] => {
  const changed: StoredOperation[] = [];
  for (const operation of operations.values()) {
    const waitEnds = operation.WaitDetails?.ScheduledEndTimestamp;
    if (operation.Type === "WAIT" && operation.Status === "STARTED" && waitEnds && fromIso(waitEnds) <= now) {
      operation.Status = "SUCCEEDED";
      operation.EndTimestamp = toIso(now);
      changed.push(operation);
    }
    const retryAt = operation.StepDetails?.NextAttemptTimestamp;
    const due = nudged || (retryAt !== undefined && fromIso(retryAt) <= now);
    if (operation.Type === "STEP" && operation.Status === "PENDING" && due) {
      operation.Status = "READY";
      changed.push(operation);
    }
  }
  return changed;
};

/** The earliest moment at which `tick` would change something; Infinity when only the outside can. */
export const nextWake = (operations: ReadonlyMap<string, StoredOperation>, now: number): number => {
  let at = Number.POSITIVE_INFINITY;
  for (const { Type, Status, WaitDetails, StepDetails } of operations.values()) {
    if (Type === "WAIT" && Status === "STARTED" && WaitDetails?.ScheduledEndTimestamp) {
      at = Math.min(at, fromIso(WaitDetails.ScheduledEndTimestamp));
    }
    if (Type === "STEP" && Status === "PENDING" && StepDetails?.NextAttemptTimestamp) {
      at = Math.min(at, fromIso(StepDetails.NextAttemptTimestamp));
    }
    if (Type === "STEP" && Status === "READY") at = Math.min(at, now);
  }
  return at;
};

/** Applies one update; throws on a type or an action that this transport does not carry. */
export const apply = (
  operations: Map<string, StoredOperation>,
  update: OperationUpdate,
  now: number,
): { operation: StoredOperation; added: boolean } => {
  const { Id: id, Type: type, Action: action } = update;
  if (!id || !type || !action || !supported(type, action))
    throw new Error(`the job layer does not carry ${type}/${action}`);
  const before = operations.get(id);
  const operation: StoredOperation = before ?? {
    Id: id,
    ParentId: update.ParentId,
    Name: update.Name,
    Type: type,
    SubType: update.SubType,
    StartTimestamp: toIso(now),
    Status: "STARTED",
  };
  if (!before) operations.set(id, operation);
  operation[detailsKey[type]] ??= {};
  transition(operation, update, now);
  return { operation, added: !before };
};

const transition = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  switch (update.Action) {
    case "START":
      operation.Status = "STARTED";
      if (operation.WaitDetails)
        operation.WaitDetails.ScheduledEndTimestamp = toIso(now + (update.WaitOptions?.WaitSeconds ?? 0) * 1000);
      if (operation.StepDetails) {
        operation.StepDetails.Attempt ??= 0;
        beginTry(operation, now);
      }
      return;
    case "SUCCEED":
      settle(operation, "SUCCEEDED", now);
      setOutcome(operation, update);
      if (operation.ContextDetails && update.ContextOptions?.ReplayChildren)
        operation.ContextDetails.ReplayChildren = true;
      return;
    case "FAIL":
      settle(operation, "FAILED", now);
      setOutcome(operation, update);
      return;
    case "RETRY": {
      const details = operation.StepDetails ?? {};
      operation.StepDetails = details;
      operation.Status = "PENDING";
      details.Attempt = (details.Attempt ?? 0) + 1;
      details.NextAttemptTimestamp = toIso(now + (update.StepOptions?.NextAttemptDelaySeconds ?? 0) * 1000);
      if (update.Payload !== undefined) details.Result = update.Payload;
      details.Error = update.Error;
      endTry(operation, update, now);
      return;
    }
    default:
      throw new Error(`the job layer does not carry ${update.Type}/${update.Action}`);
  }
};

const settle = (operation: StoredOperation, status: "SUCCEEDED" | "FAILED", now: number): void => {
  operation.Status = status;
  operation.EndTimestamp = toIso(now);
  if (operation.StepDetails) operation.StepDetails.Attempt = (operation.StepDetails.Attempt ?? 0) + 1;
};

/** The last try's outcome takes the place of what the tries before it left. */
const setOutcome = ({ StepDetails, ContextDetails }: StoredOperation, update: OperationUpdate): void => {
  for (const details of [StepDetails, ContextDetails]) {
    if (!details) continue;
    details.Result = update.Payload;
    details.Error = update.Error;
  }
};

/** Polling steps act on nothing, so their tries are not kept. */
const keepsTries = (operation: StoredOperation): boolean => operation.SubType === "Step";

const beginTry = (operation: StoredOperation, now: number): void => {
  if (!keepsTries(operation)) return;
  const before = operation.Tries ?? [];
  const kept = before.filter(
    ({ doubtFrom }, index) => doubtFrom !== undefined || index > before.length - rememberedTries,
  );
  operation.Tries = [...kept, { startedAt: now }];
};

const endTry = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  const open: Try | undefined = operation.Tries?.at(-1);
  if (!open || open.endedAt !== undefined) return;
  open.endedAt = now;
  const trouble = troubleOf(update.Error);
  if (trouble?.outcome !== "unknown") return;
  // A worker that died may have called right up to its end, which nobody saw: then now is the latest it can have been.
  open.doubtFrom = trouble.actedAt ?? now;
  if (trouble.actedAt !== undefined) open.settlesAfterMs = trouble.settlesAfterMs;
};

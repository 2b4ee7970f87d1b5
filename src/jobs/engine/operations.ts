import type { OperationUpdate } from "@aws/durable-execution-sdk-js";
import { fromIso, toIso } from "../../domain/timestamp.ts";
import type { Inbox } from "../store/inbox.ts";
import type { StoredOperation } from "../store/record.ts";
import { settleCallback, startCallback } from "./callbacks.ts";
import { check } from "./protocol.ts";
import { beginTry, endTry } from "./tries.ts";

/**
 * The state rules of the durable execution protocol, as AWS's own service keeps them
 * (`@aws/durable-execution-sdk-js` 2.4, tried against its local runner): pure functions of operations, updates and now.
 */

type Operations = ReadonlyMap<string, StoredOperation>;

const never = Number.POSITIVE_INFINITY;

/** When the clock alone moves this operation, world milliseconds; Infinity when it does not. */
const dueAt = ({ Type, Status, WaitDetails, StepDetails, Deadline }: StoredOperation): number => {
  const at = (time: Parameters<typeof fromIso>[0] | undefined): number => (time === undefined ? never : fromIso(time));
  if (Type === "WAIT" && Status === "STARTED") return at(WaitDetails?.ScheduledEndTimestamp);
  if (Type === "STEP" && Status === "PENDING") return at(StepDetails?.NextAttemptTimestamp);
  if (Type === "CALLBACK" && Status === "STARTED") return Deadline?.at ?? never;
  return never;
};

const moved = (operation: StoredOperation, now: number, nudged: boolean, inbox: Inbox): boolean => {
  const due = dueAt(operation) <= now;
  if (operation.Type === "CALLBACK" && operation.Status === "STARTED") return settleCallback(operation, inbox, now);
  if (operation.Type === "WAIT" && due) {
    settle(operation, "SUCCEEDED", now);
    return true;
  }
  if (operation.Type === "STEP" && operation.Status === "PENDING" && (due || nudged)) {
    operation.Status = "READY";
    return true;
  }
  return false;
};

/**
 * Moves what moves without the program: a wait that is over, a retry that is due (or nudged), a callback that was answered
 * or is overdue. Returns the operations that changed.
 */
export const tick = (operations: Operations, now: number, nudged: boolean, inbox: Inbox = {}): StoredOperation[] =>
  [...operations.values()].filter((operation) => moved(operation, now, nudged, inbox));

/** True when the program has gone on without it: a branch around it has ended. */
const leftBehind = (operations: Operations, { ParentId }: StoredOperation): boolean => {
  const parent = ParentId === undefined ? undefined : operations.get(ParentId);
  return parent !== undefined && (parent.EndTimestamp !== undefined || leftBehind(operations, parent));
};

/** The earliest moment at which it is worth going on; Infinity when only the outside can change something. */
export const nextWake = (operations: Operations, now: number): number => {
  const wakes = [...operations.values()].map((operation) => {
    const at = operation.Type === "STEP" && operation.Status === "READY" ? now : dueAt(operation);
    return at === never || leftBehind(operations, operation) ? never : at;
  });
  return Math.min(never, ...wakes);
};

/** Applies one update; throws `refused` on what is not carried. */
export const apply = (
  operations: Map<string, StoredOperation>,
  update: OperationUpdate,
  now: number,
): { operation: StoredOperation; added: boolean } => {
  const id = update.Id as string;
  const before = operations.get(id);
  check(update, before);
  const operation: StoredOperation = before ?? {
    Id: id,
    ParentId: update.ParentId,
    Name: update.Name,
    Type: update.Type,
    SubType: update.SubType,
    StartTimestamp: toIso(now),
    Status: "STARTED",
  };
  operations.set(id, operation);
  if (update.Action === "START") start(operation, update, now);
  if (update.Action === "RETRY") retry(operation, update, now);
  if (update.Action === "SUCCEED" || update.Action === "FAIL") end(operation, update, now);
  return { operation, added: !before };
};

const start = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  operation.Status = "STARTED";
  if (operation.Type === "CONTEXT") operation.ContextDetails = {};
  if (operation.Type === "CALLBACK") startCallback(operation, update.CallbackOptions, now);
  if (operation.Type === "WAIT") {
    operation.WaitDetails = { ScheduledEndTimestamp: toIso(now + (update.WaitOptions?.WaitSeconds ?? 0) * 1000) };
  }
  if (operation.Type === "STEP") {
    operation.StepDetails = { Attempt: 0, ...operation.StepDetails };
    beginTry(operation, now);
  }
};

/** What a poll leaves for the next one lies in `Result`; a failed try leaves it as it was. */
const retry = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  const { Attempt = 0, ...details } = operation.StepDetails ?? {};
  operation.Status = "PENDING";
  operation.StepDetails = {
    ...details,
    Attempt: Attempt + 1,
    NextAttemptTimestamp: toIso(now + (update.StepOptions?.NextAttemptDelaySeconds ?? 0) * 1000),
    ...(update.Payload === undefined ? {} : { Result: update.Payload }),
    Error: update.Error,
  };
  endTry(operation, update, now);
};

/** The last try's outcome takes the place of what the tries before it left. */
const end = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  settle(operation, update.Action === "SUCCEED" ? "SUCCEEDED" : "FAILED", now);
  const outcome = { Result: update.Payload, Error: update.Error };
  if (operation.Type === "STEP") {
    const { Attempt = 0 } = operation.StepDetails ?? {};
    operation.StepDetails = { ...operation.StepDetails, Attempt: Attempt + 1, ...outcome };
    return;
  }
  const replays = update.ContextOptions?.ReplayChildren ? { ReplayChildren: true } : {};
  operation.ContextDetails = { ...operation.ContextDetails, ...outcome, ...replays };
};

const settle = (operation: StoredOperation, status: "SUCCEEDED" | "FAILED", now: number): void => {
  operation.Status = status;
  operation.EndTimestamp = toIso(now);
};

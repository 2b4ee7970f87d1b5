import type { OperationUpdate } from "@aws/durable-execution-sdk-js";
import type { StoredOperation, Try } from "../store/record.ts";
import { troubleOf } from "./trouble.ts";

/** The tries of steps that act: what a later one must know before it repeats an effect. */

const rememberedTries = 20;

/** Polling steps act on nothing, so their tries are not kept. */
const keepsTries = (operation: StoredOperation): boolean => operation.SubType === "Step";

export const beginTry = (operation: StoredOperation, now: number): void => {
  if (!keepsTries(operation)) return;
  const before = operation.Tries ?? [];
  const kept = before.filter(
    ({ doubtFrom }, index) => doubtFrom !== undefined || index > before.length - rememberedTries,
  );
  operation.Tries = [...kept, { startedAt: now }];
};

export const endTry = (operation: StoredOperation, update: OperationUpdate, now: number): void => {
  const open: Try | undefined = operation.Tries?.at(-1);
  if (!open || open.endedAt !== undefined) return;
  open.endedAt = now;
  const trouble = troubleOf(update.Error);
  if (trouble?.outcome !== "unknown") return;
  // A worker that died may have called right up to its end, which nobody saw: then now is the latest it can have been.
  open.doubtFrom = trouble.actedAt ?? now;
  if (trouble.actedAt !== undefined && trouble.settlesAfterMs !== undefined)
    open.settlesAfterMs = trouble.settlesAfterMs;
};

import type { CallbackDetails, CallbackOptions } from "@aws/durable-execution-sdk-js";
import { toIso } from "../../domain/timestamp.ts";
import type { Inbox } from "../store/inbox.ts";
import type { StoredOperation } from "../store/record.ts";

/** Callbacks: operations that nothing inside ends, only an answer from outside or their deadline. */

/** The words are AWS's, since programs read them. */
const timedOut = "Callback timed out";
const fellSilent = "Callback timed out on heartbeat";

/** Nobody sends signs of life, so the first silence that is too long is the last. */
export const startCallback = (operation: StoredOperation, options: CallbackOptions | undefined, now: number): void => {
  // Begun anew, it is another callback: what was answered to the one before does not count.
  operation.CallbackDetails = { CallbackId: `${operation.Id}-${now}` };
  const { TimeoutSeconds: whole = 0, HeartbeatTimeoutSeconds: silence = 0 } = options ?? {};
  if (whole > 0) operation.Deadline = { at: now + whole * 1000, says: timedOut };
  if (silence > 0 && (whole === 0 || silence < whole)) {
    operation.Deadline = { at: now + silence * 1000, says: fellSilent };
  }
};

/** Ends a callback that was answered or is overdue; false when it is neither. An answer counts even when it came late. */
export const settleCallback = (operation: StoredOperation, inbox: Inbox, now: number): boolean => {
  const end = (status: "SUCCEEDED" | "FAILED" | "TIMED_OUT", outcome: CallbackDetails): true => {
    operation.Status = status;
    operation.EndTimestamp = toIso(now);
    operation.CallbackDetails = { CallbackId: operation.CallbackDetails?.CallbackId, ...outcome };
    return true;
  };
  const answer = inbox[operation.CallbackDetails?.CallbackId ?? ""];
  if (answer?.is === "succeeded") return end("SUCCEEDED", { Result: answer.result });
  if (answer?.is === "failed") return end("FAILED", { Error: answer.error });
  const { Deadline: deadline } = operation;
  return deadline !== undefined && deadline.at <= now && end("TIMED_OUT", { Error: { ErrorMessage: deadline.says } });
};

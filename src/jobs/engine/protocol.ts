import {
  DurableExecutionClientError,
  DurableExecutionClientErrorScope,
  type OperationUpdate,
} from "@aws/durable-execution-sdk-js";
import type { StoredOperation } from "../store/record.ts";

const fresh = "new";
/** From these an end may be told; a step that nobody started may end too. */
const endsFrom: readonly string[] = [fresh, "STARTED", "READY"];
const contextEndsFrom: readonly string[] = [fresh, "STARTED"];

/**
 * What is carried of AWS's durable execution protocol: each action of each type of operation, and the states it may come from.
 * The SDK offers more (chained invoke, cancelling, results beyond one item): all that is not listed is refused.
 */
export const carried: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  STEP: { START: [fresh, "READY"], SUCCEED: endsFrom, FAIL: endsFrom, RETRY: endsFrom },
  WAIT: { START: [fresh] },
  CONTEXT: { START: [fresh], SUCCEED: contextEndsFrom, FAIL: contextEndsFrom },
  CALLBACK: { START: [fresh] },
};

/** Ends the execution instead of repeating it: no later try could be carried either. */
export const refused = (message: string): DurableExecutionClientError =>
  new DurableExecutionClientError(message, { scope: DurableExecutionClientErrorScope.EXECUTION });

/** Throws `refused` on an update that is not carried, or that cannot follow on what the operation is. */
export const check = ({ Id, Type, Action }: OperationUpdate, before: StoredOperation | undefined): void => {
  const from = carried[Type ?? ""]?.[Action ?? ""];
  if (!Id || !from) throw refused(`the job layer does not carry ${Type}/${Action}`);
  const state = before?.Status ?? fresh;
  if (before && before.Type !== Type) throw refused(`${Type}/${Action} on an operation of type ${before.Type}`);
  if (!from.includes(state)) throw refused(`${Type}/${Action} cannot follow on ${state}`);
};

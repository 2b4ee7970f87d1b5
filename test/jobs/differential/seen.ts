import type { StoredOperation } from "../../../src/jobs/store/record.ts";

/** What became of a program, as far as two engines must agree. */
export interface Ran {
  status: string;
  result: unknown;
  /** By id: branches that race leave them in any order. */
  operations: Record<string, object>;
  /** Calls of bodies, in the order of their names. */
  calls: string[];
}

type Details = NonNullable<StoredOperation["StepDetails"]> & NonNullable<StoredOperation["ContextDetails"]>;

/** Where a stack was taken says nothing about the protocol. */
const withoutStacks = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? "", (key, value) => (key === "StackTrace" || key === "stack" ? undefined : value));
  } catch {
    return text;
  }
};

/** An operation without its times, and without the callback id, which each engine makes up for itself. */
const seen = (operation: Partial<StoredOperation>): object => {
  const { ParentId, Name, Type, SubType, Status, StepDetails, ContextDetails, CallbackDetails } = operation;
  const details: Details = { ...StepDetails, ...ContextDetails, ...CallbackDetails };
  const { ErrorType, ErrorMessage, ErrorData } = details.Error ?? {};
  return {
    parent: ParentId,
    name: Name,
    type: Type,
    subType: SubType,
    status: Status,
    attempts: details.Attempt,
    result: withoutStacks(details.Result),
    error: details.Error && [ErrorType, ErrorMessage, ErrorData],
    replaysChildren: details.ReplayChildren === true,
  };
};

export const seenAll = (operations: readonly Partial<StoredOperation>[]): Record<string, object> =>
  Object.fromEntries(
    operations
      .filter(({ Type }) => Type !== "EXECUTION")
      .map((operation) => [operation.Id as string, seen(operation)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

import type { Item } from "../table/table.ts";
import { bytesOf, type Layout } from "./layout.ts";
import type { StoredOperation } from "./record.ts";

/** An operation as it lies in the item: whole, or its outline and where the rest is. */
type InItem = StoredOperation & { Beside?: string };

/** What stays in the item of an operation whose outcome lies beside it: all but the details. */
export const outlineOf = (operation: StoredOperation, blob: string): string => {
  const { StepDetails, ContextDetails, ExecutionDetails, CallbackDetails, WaitDetails, ...outline } = operation;
  return JSON.stringify({ ...outline, Beside: blob } satisfies InItem);
};

/** Operations in their order, those with a blob as outlines, and how all of them lie. */
export const readOperations = (item: Item): { operations: Map<string, StoredOperation>; layout: Layout } => {
  const { operations: texts, ...others } = item as { operations: Record<string, string>; order: string[] };
  const operations = new Map<string, StoredOperation>();
  const layout: Layout = {
    rest: bytesOf(JSON.stringify(others)),
    operations: new Map(),
    ...(item.resultBeside === undefined ? {} : { result: item.resultBeside as string }),
  };
  for (const id of others.order) {
    const text = texts[id] as string;
    const { Beside: blob, ...operation } = JSON.parse(text) as InItem;
    operations.set(id, operation);
    layout.operations.set(id, { bytes: bytesOf(text), ...(blob === undefined ? {} : { blob }) });
  }
  return { operations, layout };
};

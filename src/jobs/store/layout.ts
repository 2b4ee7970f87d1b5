import type { Item } from "../table/table.ts";
import type { StoredOperation } from "./record.ts";

/** What of one operation lies in the item, in bytes; and the blob that holds the whole of it, where it was too large. */
export interface Laid {
  bytes: number;
  blob?: string;
}

/** How a job lies in the table: what its next write must know to stay within the item. */
export interface Layout {
  /** Bytes of the item without its operations, as it was when it was read. */
  rest: number;
  /** By operation id. */
  operations: Map<string, Laid>;
  /** The blob that holds the job's result, where that was too large. */
  result?: string;
}

/** An operation as it lies in the item: whole, or its outline and where the rest is. */
type InItem = StoredOperation & { Beside?: string };

export const bytesOf = (text: string): number => Buffer.byteLength(text);

export const bytesOfItem = ({ rest, operations }: Layout): number =>
  [...operations.values()].reduce((sum, { bytes }) => sum + bytes, rest);

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

import type { JobRecord, StoredOperation } from "../store/record.ts";

/** An operation is called as its step is, or `<step>:<what>` when it is something beside the step itself. */
export const turnOf = (step: string): string => `${step}:turn`;
export const windUpOf = (step: string): string => `${step}:wind-up`;

/** The step an operation belongs to; undefined for those without a name. */
export const stepOf = ({ Name: name }: StoredOperation): string | undefined => name?.split(":")[0];

export const isTurn = ({ Name: name }: StoredOperation): boolean => name?.endsWith(":turn") ?? false;

export const operationOf = ({ operations }: JobRecord, name: string): StoredOperation | undefined => {
  for (const operation of operations.values()) if (operation.Name === name) return operation;
  return undefined;
};

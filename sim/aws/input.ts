import type { Input } from "./operation.ts";

/** A text member that the model requires. */
export const text = (input: Input, member: string): string => String(input[member]);

/** A text member that may be absent. */
export const optional = (input: Input, member: string): string | undefined =>
  input[member] === undefined || input[member] === null ? undefined : String(input[member]);

/** A structure member, empty when absent. */
export const structure = (input: Input, member: string): Input => (input[member] ?? {}) as Input;

/** A list member, empty when absent. */
export const list = <T = Input>(input: Input, member: string): readonly T[] => (input[member] ?? []) as T[];

/** AWS JSON protocols write a timestamp as seconds since the epoch. */
export const seconds = (ms: number): number => ms / 1000;

/** XML writes one as ISO 8601. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

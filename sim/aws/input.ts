import { AwsError, constraintBroken } from "./errors.ts";
import type { Input } from "./operation.ts";

/** A required text member; `member` is the wire name. */
export function text(input: Input, member: string): string {
  const value = input[member];
  if (value === undefined || value === null) {
    const shown = member.charAt(0).toLowerCase() + member.slice(1);
    throw constraintBroken("null", shown, "Member must not be null");
  }
  if (typeof value !== "string") throw new AwsError("SerializationException", `${member} must be a string`);
  return value;
}

/** A required text member that must match a pattern of the service's API reference. */
export function matching(input: Input, member: string, pattern: RegExp): string {
  const value = text(input, member);
  if (pattern.test(value)) return value;
  const shown = member.charAt(0).toLowerCase() + member.slice(1);
  throw constraintBroken(value, shown, `Member must satisfy regular expression pattern: ${pattern.source}`);
}

/** A structure member, empty when absent. */
export function structure(input: Input, member: string): Input {
  const value = input[member];
  return typeof value === "object" && value !== null ? (value as Input) : {};
}

/** AWS JSON protocols write a timestamp as seconds since the epoch. */
export const seconds = (ms: number): number => ms / 1000;

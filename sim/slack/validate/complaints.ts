import type { z } from "zod";

/** One thing Slack would refuse: what, and where (a JSON pointer). */
export interface Complaint {
  message: string;
  pointer: string;
}

/** Says a complaint as `response_metadata.messages` carries it. */
export function toLine({ message, pointer }: Complaint): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}

/** Translates schema issues into Slack's own phrases (seen in public issue threads of the Slack SDKs). */
export function toComplaints(issues: readonly z.core.$ZodIssue[], at: string): Complaint[] {
  return issues.flatMap((issue) => {
    const here = [at, ...issue.path.map(String)].join("/");
    const parent = [at, ...issue.path.slice(0, -1).map(String)].join("/");
    return phrase(issue, here, parent);
  });
}

function phrase(issue: z.core.$ZodIssue, here: string, parent: string): Complaint[] {
  switch (issue.code) {
    case "too_big":
      return [{ message: tooBig(issue.origin, Number(issue.maximum)), pointer: here }];
    case "too_small":
      return [{ message: tooSmall(issue.origin, Number(issue.minimum)), pointer: here }];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ message: `invalid additional property: ${key}`, pointer: here }));
    case "invalid_type":
      if (issue.input === undefined) {
        return [{ message: `missing required field: ${String(issue.path.at(-1) ?? "")}`, pointer: parent }];
      }
      return [{ message: `must provide ${article(issue.expected)}`, pointer: here }];
    case "invalid_union":
      if (issue.discriminator !== undefined) {
        return [{ message: `unsupported type: ${typeName(issue.input)}`, pointer: here }];
      }
      return [{ message: "failed to match all allowed schemas", pointer: here }];
    case "invalid_value":
      if (issue.input === undefined) {
        return [{ message: `missing required field: ${String(issue.path.at(-1) ?? "")}`, pointer: parent }];
      }
      return [{ message: `must be one of: ${issue.values.map(String).join(", ")}`, pointer: here }];
    default:
      return [{ message: issue.message, pointer: here }];
  }
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "string") return `must be less than ${maximum + 1} characters`;
  return origin === "array" ? `no more than ${maximum} items allowed` : `must be less than ${maximum + 1}`;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string") return `must be more than ${minimum - 1} characters`;
  return origin === "array" ? `no fewer than ${minimum} items allowed` : `must be more than ${minimum - 1}`;
}

function article(expected: string): string {
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function typeName(input: unknown): string {
  const type = typeof input === "object" && input !== null && "type" in input ? input.type : undefined;
  return type === undefined ? "undefined" : String(type);
}

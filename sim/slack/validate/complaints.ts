import type { z } from "zod";
import { isOtherType, locate } from "./rules/locate.ts";
import { nameOf } from "./schemas/named.ts";

/** One thing Slack would refuse: what, where (a JSON pointer), and by which rule of the table. */
export interface Complaint {
  readonly rule: string;
  /** "" when Slack gives the code alone. */
  readonly message: string;
  /** "" when Slack names no place. */
  readonly pointer: string;
}

/** Says a complaint as `errors` of a call carries it. */
export function toWords({ message, pointer }: Complaint): string {
  return pointer === "" ? message : `${message} [json-pointer:${pointer}]`;
}

/** Says a complaint as `response_metadata.messages` carries it. */
export function toLine(complaint: Complaint): string {
  return `[ERROR] ${toWords(complaint)}`;
}

/**
 * What a named schema refuses in a value that stands at a JSON pointer, in the words of Slack's own schema engine
 * (github.com/slackhq/hack-json-schema) as they were seen in public threads.
 */
export function complaintsOf(schema: z.ZodType, value: unknown, at: string): Complaint[] {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return [];
  return result.error.issues
    .map(countable)
    .filter(isAlone)
    .flatMap((issue) => {
      const { rule, isLimitOfPlace } = locate(issue, nameOf(schema), value);
      const pointer = (path: readonly PropertyKey[]) => [at, ...path.map(String)].join("/");
      const own = phrase(issue, pointer).map((found) => ({ ...found, rule }));
      if (!isLimitOfPlace) return own;
      // A text object with the limit of its place is two schemas to Slack (github.com/metabase/metabase/issues/74943),
      // and a wrong type is said by both.
      const isType = issue.code === "invalid_type";
      const holder = pointer(isType ? issue.path : issue.path.slice(0, -1));
      return [{ rule, message: unmatched, pointer: holder }, ...own, ...(isType ? own : [])];
    });
}

/** zod bounds whole numbers by what JavaScript counts exactly; to Slack's engine what lies beyond is no integer. */
function countable(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const bound = issue.code === "too_big" ? issue.maximum : issue.code === "too_small" ? -Number(issue.minimum) : 0;
  if (bound !== Number.MAX_SAFE_INTEGER) return issue;
  const { path, message, input } = issue;
  return { code: "invalid_type", expected: "int", path, message, input };
}

/** zod measures also what is of the wrong type, where Slack looks no further. */
function isAlone(issue: z.core.$ZodIssue, _: number, all: readonly z.core.$ZodIssue[]): boolean {
  const path = issue.path.join("/");
  return (
    issue.code === "invalid_type" ||
    !all.some((other) => other.code === "invalid_type" && other.path.join("/") === path)
  );
}

/** What Slack says of a shape made of several, when one of them does not fit. */
export const unmatched = "failed to match all allowed schemas";

function phrase(
  issue: z.core.$ZodIssue,
  pointer: (path: readonly PropertyKey[]) => string,
): { message: string; pointer: string }[] {
  const here = pointer(issue.path);
  const parent = pointer(issue.path.slice(0, -1));
  const field = String(issue.path.at(-1) ?? "");
  const missing = [{ message: `missing required field: ${field}`, pointer: parent }];
  switch (issue.code) {
    case "too_big":
      return [{ message: tooBig(issue.origin, Number(issue.maximum)), pointer: here }];
    case "too_small":
      return [{ message: tooSmall(issue.origin, Number(issue.minimum)), pointer: here }];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ message: `invalid additional property: ${key}`, pointer: here }));
    case "invalid_type":
      return issue.input === undefined ? missing : [{ message: wrongType(issue.expected), pointer: here }];
    case "invalid_union":
      return typeName(issue.input) === undefined
        ? missing
        : [{ message: `unsupported type: ${typeName(issue.input)}`, pointer: here }];
    case "invalid_value":
      if (issue.input === undefined) return missing;
      return [{ message: isOtherType(issue) ? wrongType("string") : "must be a valid enum value", pointer: here }];
    case "invalid_format":
      return [{ message: `input must match regex pattern: ${issue.pattern?.slice(1, -1)}`, pointer: here }];
    default:
      return [{ message: issue.message, pointer: here }];
  }
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "string") return `must be less than ${maximum + 1} characters`;
  return origin === "array" ? `no more than ${maximum} items allowed` : `must be less than ${maximum}`;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "string") return `must be more than ${minimum - 1} characters`;
  return origin === "array" ? `must provide at least ${minimum} items` : `must be greater than ${minimum}`;
}

function wrongType(expected: string): string {
  if (expected === "boolean") return "must be a boolean";
  if (expected === "int") return "must provide an integer";
  return `must provide ${/^[aeio]/.test(expected) ? "an" : "a"} ${expected}`;
}

function typeName(input: unknown): string | undefined {
  const type = typeof input === "object" && input !== null && "type" in input ? input.type : undefined;
  return type === undefined ? undefined : String(type);
}

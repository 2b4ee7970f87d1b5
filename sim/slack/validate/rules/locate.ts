import type { z } from "zod";
import { isObject } from "../../json.ts";
import { type Shape, shapesByName } from "../schemas/named.ts";
import { textTypeOf, typesOf } from "./schema-rules.ts";

let known: Readonly<Record<string, Shape>> | undefined;
/** Read when first needed: by then every schema has its name. */
const shapes = (name: string): Shape | undefined => {
  known ??= shapesByName();
  return known[name];
};

/** What zod calls a bound, by what is bounded; JSON Schema has its own word for each. */
const bounds = {
  too_big: { string: "maxLength", array: "maxItems", number: "maximum", int: "maximum" },
  too_small: { string: "minLength", array: "minItems", number: "minimum", int: "minimum" },
} as const;

interface Step {
  readonly shape: Shape | undefined;
  readonly place: string;
  /** The place as its holder calls it, before a reference is followed. */
  readonly field: string;
  readonly value: unknown;
  /** Said by a text object that has the limit of its place. */
  readonly limitedAt?: string;
}

/** Which rule an issue is about, and whether that is the limit which a place puts on a text object. */
export interface Located {
  readonly rule: string;
  readonly isLimitOfPlace: boolean;
}

/** Finds the rule of an issue by walking down the schema called `name` along the issue's path. */
export function locate(issue: z.core.$ZodIssue, name: string, input: unknown): Located {
  const end = issue.path.reduce<Step>(down, entered({ shape: shapes(name), place: name, field: name, value: input }));
  if (end.limitedAt !== undefined && issue.code === "too_big") {
    return { rule: `${end.limitedAt}.maxLength`, isLimitOfPlace: true };
  }
  const isNoObject = end.limitedAt === end.field && issue.code === "invalid_type" && issue.input !== undefined;
  return { rule: ruleOf(issue, end), isLimitOfPlace: isNoObject };
}

/** Of a value that should be one of some texts: whether it is no text at all. */
export function isOtherType(issue: z.core.$ZodIssueInvalidValue): boolean {
  return typeof issue.input !== "string" && issue.values.every((value) => typeof value === "string");
}

function ruleOf(issue: z.core.$ZodIssue, { place, field, shape }: Step): string {
  const isType = issue.path.at(-1) === "type";
  switch (issue.code) {
    case "too_big":
      return `${place}.${bounds.too_big[issue.origin as "string"]}`;
    case "too_small":
      if (shape?.exclusiveMinimum !== undefined) return `${place}.exclusiveMinimum`;
      return `${place}.${bounds.too_small[issue.origin as "string"]}`;
    case "invalid_format":
      return `${place}.pattern`;
    case "unrecognized_keys":
      return `${place}.additionalProperties`;
    case "invalid_union":
      return typeOf(issue.input) === undefined ? "type.required" : `${place.replace(/\.type$/, "")}.oneOf`;
    case "invalid_value":
      if (issue.input === undefined) return isType ? "type.required" : `${field}.required`;
      if (isOtherType(issue)) return "json.string";
      return isType ? "type.const" : `${place}.${shape?.enum === undefined ? "const" : "enum"}`;
    case "invalid_type":
      return issue.input === undefined ? `${field}.required` : `json.${issue.expected}`;
    default:
      throw new Error(`No rule of Slack's is like ${issue.code}`);
  }
}

function typeOf(input: unknown): unknown {
  return isObject(input) ? input.type : input;
}

function down(from: Step, key: PropertyKey): Step {
  const value = (from.value as Record<PropertyKey, unknown> | undefined)?.[key];
  const place = typeof key === "number" ? `${from.place}[]` : `${from.place}.${String(key)}`;
  const shape = typeof key === "number" ? from.shape?.items : from.shape?.properties?.[String(key)];
  const next: Step = { shape, place, field: place, value };
  const isLimited = from.limitedAt !== undefined && key === "text";
  return entered(isLimited ? { ...next, limitedAt: from.limitedAt } : next);
}

/** Follows a reference, and picks the one of several shapes that the value's type says. */
function entered(step: Step): Step {
  const { shape, value } = step;
  if (shape?.$ref !== undefined) return entered({ ...step, shape: shapes(shape.$ref), place: shape.$ref });
  const choices = shape?.oneOf ?? shape?.anyOf;
  const chosen = choices?.find((part) => {
    const whole = part.$ref === undefined ? part : shapes(part.$ref);
    return (
      whole !== undefined &&
      (isNullable(choices) ? part.type !== "null" : typesOf(whole).includes(String(typeOf(value))))
    );
  });
  if (chosen !== undefined) return entered({ ...step, shape: chosen });
  const text = shape === undefined || step.limitedAt !== undefined ? undefined : textTypeOf(shape);
  return text === undefined || step.place === text ? step : { ...step, place: text, limitedAt: step.place };
}

function isNullable(choices: readonly Shape[]): boolean {
  return choices.some((part) => part.type === "null");
}

import { entryOf } from "../../entry-of.ts";
import { type Model, type Shape, shapeOf } from "./model.ts";
import { patternOf } from "./pattern.ts";

/** One way in which a value breaks its model. */
export interface Violation {
  /** `tags.1.member.key`, as AWS writes a path: first letters small, lists counted from 1. */
  path: string;
  kind: "unknown" | "type" | "required" | "enum" | "pattern" | "minLength" | "maxLength" | "minValue" | "maxValue";
  value: unknown;
  says: string;
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? "LIST" : value === null ? "NULL" : typeof value === "object" ? "STRUCTURE" : typeof value;

const fits: Record<Shape["type"], (value: unknown) => boolean> = {
  structure: (value) => kindOf(value) === "STRUCTURE",
  map: (value) => kindOf(value) === "STRUCTURE",
  list: Array.isArray,
  string: (value) => typeof value === "string",
  blob: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  long: Number.isInteger,
  double: (value) => typeof value === "number",
  // Seconds in JSON, ISO text in XML.
  timestamp: (value) => typeof value === "number" || (typeof value === "string" && !Number.isNaN(Date.parse(value))),
};

const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Checks a value against a shape: all that is wrong, in the order of the members. Null counts as absent. */
export function violations(model: Model, name: string, value: unknown, path = ""): Violation[] {
  const shape = shapeOf(model, name);
  if (shape.document) return [];
  if (!fits[shape.type](value)) {
    return [
      { path, kind: "type", value, says: `${kindOf(value).toUpperCase()}_VALUE can not be converted to ${name}` },
    ];
  }
  const own = constraints(shape, value).map(([kind, says]) => ({ path, kind, value, says }));
  return [...own, ...inner(model, shape, value, path)];
}

function inner(model: Model, shape: Shape, value: unknown, path: string): Violation[] {
  const under = (name: string) => (path ? `${path}.${name}` : name);
  if (shape.type === "list") {
    const { shape: of = "" } = shape.member ?? {};
    return (value as unknown[]).flatMap((each, at) => violations(model, of, each, under(`${at + 1}.member`)));
  }
  if (shape.type === "map") {
    const { key, value: of } = shape;
    return Object.entries(value as object).flatMap(([name, each]) => [
      ...violations(model, key?.shape ?? "", name, under(`${name}.key`)),
      ...violations(model, of?.shape ?? "", each, under(`${name}.value`)),
    ]);
  }
  if (shape.type !== "structure") return [];
  const given = Object.entries(value as object).filter(([, each]) => each !== undefined && each !== null);
  const present = new Set(given.map(([name]) => name));
  if (shape.union && given.length !== 1) {
    return [{ path, kind: "type", value, says: `A union of ${given.length} members can not be converted` }];
  }
  const missing = (shape.required ?? []).filter((name) => !present.has(name));
  return [
    ...missing.map((name) => ({
      path: under(small(name)),
      kind: "required" as const,
      value: null,
      says: "Member must not be null",
    })),
    ...given.flatMap(([name, each]): Violation[] => {
      const member = entryOf(shape.members ?? {}, name);
      if (member) return violations(model, member.shape, each, under(small(name)));
      return [{ path: under(small(name)), kind: "unknown", value: each, says: "The service knows no such member" }];
    }),
  ];
}

/** The constraints of a single value, in AWS's words. */
function constraints({ type, min, max, pattern, enum: options }: Shape, value: unknown): [Violation["kind"], string][] {
  const broken: [Violation["kind"], string][] = [];
  if (options && !options.includes(value as string)) {
    broken.push(["enum", `Member must satisfy enum value set: [${options.join(", ")}]`]);
  }
  if (typeof value === "number" && type !== "timestamp") {
    if (min !== undefined && value < min)
      broken.push(["minValue", `Member must have value greater than or equal to ${min}`]);
    if (max !== undefined && value > max)
      broken.push(["maxValue", `Member must have value less than or equal to ${max}`]);
  }
  if (typeof value === "string" || Array.isArray(value)) {
    if (min !== undefined && value.length < min)
      broken.push(["minLength", `Member must have length greater than or equal to ${min}`]);
    if (max !== undefined && value.length > max)
      broken.push(["maxLength", `Member must have length less than or equal to ${max}`]);
  }
  if (pattern !== undefined && typeof value === "string" && !patternOf(pattern).test(value)) {
    broken.push(["pattern", `Member must satisfy regular expression pattern: ${pattern}`]);
  }
  return broken;
}

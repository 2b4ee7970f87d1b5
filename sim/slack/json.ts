/** Anything that came over the wire or goes over it. */
export type Json = Record<string, unknown>;

/** Says whether a value is a JSON object (not null, not a list). */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is something else. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The value as text; numbers are written out, everything else is "". */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

/** The objects of a list; what is not an object is left out. */
export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A form or JSON flag: true, "true", "1" and 1 are yes, as in Slack. */
export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || value === "true" || value === "1";
}

/** Parses JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { type Shape, shapesByName, sourceOf } from "../schemas/named.ts";
import type { Rule } from "./rule.ts";

/** What each condition of JSON Schema means, in words. */
const conditions = {
  maxLength: (value) => `has at most ${value} characters`,
  minLength: (value) => `has at least ${value} character`,
  maxItems: (value) => `holds at most ${value}`,
  minItems: (value) => `holds at least ${value}`,
  maximum: (value) => `is at most ${value}`,
  minimum: (value) => `is at least ${value}`,
  exclusiveMinimum: (value) => `is more than ${value}`,
  enum: (value) => `is one of ${(value as unknown[]).join(", ")}`,
  pattern: (value) => `has the form \`${value}\``,
  const: (value) => `is \`${value}\``,
} as const satisfies Partial<Record<keyof Shape, (value: unknown) => string>>;

/** zod writes down the ends of the safe integers, which no rule of Slack means. */
const isSaid = (value: unknown) => typeof value !== "number" || Math.abs(value) < Number.MAX_SAFE_INTEGER;

const textTypes: readonly unknown[] = ["plain_text", "mrkdwn"];

/** The text type of a text object that has the limit of its place; its other rules are those of all text objects. */
export function textTypeOf(shape: Shape): string | undefined {
  const type = shape.properties?.type?.const;
  return textTypes.includes(type) ? String(type) : undefined;
}

/** The types an object may have where several may stand. */
export function typesOf(shape: Shape): string[] {
  const type = shape.properties?.type;
  if (type?.enum !== undefined) return type.enum.map(String);
  return type?.const === undefined ? [] : [String(type.const)];
}

/** Every rule that the schemas hold. */
export function schemaRules(shapes: Readonly<Record<string, Shape>> = shapesByName()): Rule[] {
  const all = Object.entries(shapes).flatMap(([name, shape]) =>
    rulesOf(shape, name).map(([id, says]) => ({ id, says, source: sourceOf(name) })),
  );
  return [...new Map(all.map((rule) => [rule.id, rule])).values()];

  function rulesOf(shape: Shape, name: string): [string, string][] {
    const text = textTypeOf(shape);
    return text === undefined || text === name ? rulesIn(shape, name) : limitOf(shape, name);
  }

  function rulesIn(shape: Shape, place: string): [string, string][] {
    const says = (text: string) => `${inWords(place)} ${text}`;
    const own = Object.entries(conditions)
      .filter(([keyword]) => isSaid(shape[keyword as keyof Shape] ?? Number.POSITIVE_INFINITY))
      .filter(() => !place.endsWith(".type"))
      .map(([keyword, phrase]): [string, string] => [
        `${place}.${keyword}`,
        says(phrase(shape[keyword as keyof Shape])),
      ]);
    return [...own, ...rulesOfParts(shape, place, says)];
  }

  function rulesOfParts(shape: Shape, place: string, says: (text: string) => string): [string, string][] {
    if (shape.items !== undefined) return rulesIn(shape.items, `${place}[]`);
    const choices = shape.oneOf ?? shape.anyOf;
    if (choices !== undefined) return rulesOfChoice(choices, place, says);
    if (shape.properties === undefined) return [];
    const fields = Object.entries(shape.properties).flatMap(([key, part]) => rulesOf(part, `${place}.${key}`));
    const required = (shape.required ?? [])
      .filter((key) => key !== "type")
      .map((key): [string, string] => [`${place}.${key}.required`, says(`needs \`${key}\``)]);
    return [...fields, ...required, [`${place}.additionalProperties`, says("has no fields but its own")]];
  }

  function rulesOfChoice(choices: readonly Shape[], place: string, says: (text: string) => string) {
    const parts = choices.map((part) => (part.$ref === undefined ? part : (shapes[part.$ref] ?? part)));
    const types = parts.flatMap(typesOf);
    const limited = choices.find((part) => part.$ref === undefined && textTypeOf(part) !== undefined);
    const limit = limited === undefined ? [] : limitOf(limited, place);
    return types.length < 2
      ? limit
      : [...limit, [`${place}.oneOf`, says(`is one of the types ${types.join(", ")}`)] as [string, string]];
  }

  function limitOf(shape: Shape, place: string): [string, string][] {
    const most = shape.properties?.text?.maxLength;
    return [[`${place}.maxLength`, `the text of ${inWords(place)} has at most ${most} characters`]];
  }
}

/** `section.fields[]` in words: each of `fields` of `section`. */
function inWords(place: string): string {
  const [name, ...fields] = place.split(".");
  const [field = ""] = fields;
  if (field === "") return `\`${name}\``;
  const plain = `\`${field.replaceAll("[]", "")}\` of \`${name}\``;
  return field.endsWith("[]") ? `each of ${plain}` : plain;
}

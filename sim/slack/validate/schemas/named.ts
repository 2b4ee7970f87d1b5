import { z } from "zod";

const registry = z.registry<{ id: string }>();
const sources = new Map<string, string>();

/** Slack's pages about blocks, elements and the objects inside them. */
export const blockPage = (name: string) => `https://docs.slack.dev/reference/block-kit/blocks/${name}-block`;
export const elementPage = (name: string) =>
  `https://docs.slack.dev/reference/block-kit/block-elements/${name}-element`;
export const objectPage = (name: string) =>
  `https://docs.slack.dev/reference/block-kit/composition-objects/${name}-object`;

/** Gives a schema the name its rules are called by, and says where they come from. */
export function named<Schema extends z.ZodType>(name: string, source: string, schema: Schema): Schema {
  registry.add(schema, { id: name });
  sources.set(name, source);
  return schema;
}

/** The name of a named schema. */
export function nameOf(schema: z.ZodType): string {
  const name = registry.get(schema)?.id;
  if (name === undefined) throw new Error("This schema has no name");
  return name;
}

/** The part of JSON Schema that Slack's shapes need. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Every named schema as JSON Schema, which refers to other named ones by `$ref`. */
export function shapesByName(): Readonly<Record<string, Shape>> {
  return z.toJSONSchema(registry, { io: "input", uri: (id) => id }).schemas as unknown as Record<string, Shape>;
}

/** Where the rules of a named schema come from. */
export function sourceOf(name: string): string {
  const source = sources.get(name);
  if (source === undefined) throw new Error(`No schema is called ${name}`);
  return source;
}

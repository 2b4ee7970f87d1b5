import { readFileSync } from "node:fs";
import type { AwsService } from "../../world/fault-catalogue.ts";

/** One shape of a service's model: a type and its constraints. */
export interface Shape {
  type: "structure" | "list" | "map" | "string" | "boolean" | "integer" | "long" | "double" | "timestamp" | "blob";
  required?: readonly string[];
  members?: Readonly<Record<string, Member>>;
  /** A list's. */
  member?: Member;
  /** A map's. */
  key?: Member;
  value?: Member;
  /** Of a text's or list's length, or of a number. */
  min?: number;
  max?: number;
  pattern?: string;
  enum?: readonly string[];
  /** Exactly one member is given. */
  union?: boolean;
  /** Anything JSON can say. */
  document?: boolean;
  /** Of an error. */
  exception?: boolean;
  /** An error of the service's own making. */
  fault?: boolean;
  error?: { code?: string; httpStatusCode?: number };
}

export interface Member {
  shape: string;
  location?: "querystring" | "header";
  locationName?: string;
}

/** Shapes by name; `errors` are those the operation declares. */
export interface ModelOperation {
  http?: { method: string; requestUri: string };
  input?: string;
  output?: string;
  errors: readonly string[];
}

/** What a service says of itself, reduced to the operations the estate has (test/sim-aws/reduce-models.ts writes it). */
export interface Model {
  source: string;
  protocol: "json" | "query" | "rest-json";
  jsonVersion?: string;
  targetPrefix?: string;
  xmlNamespace?: string;
  signingName?: string;
  endpointPrefix: string;
  awsQueryCompatible?: boolean;
  operations: Readonly<Record<string, ModelOperation>>;
  shapes: Readonly<Record<string, Shape>>;
}

const models = new Map<AwsService, Model>();

/** The model of a service, read from its file once. */
export function modelOf(service: AwsService): Model {
  const known = models.get(service);
  if (known) return known;
  const model = JSON.parse(readFileSync(new URL(`${service}.json`, import.meta.url), "utf8")) as Model;
  models.set(service, model);
  return model;
}

/** A shape by name; the models refer to none that is missing. */
export function shapeOf(model: Model, name: string): Shape {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`${model.endpointPrefix}: no shape ${name}`);
  return shape;
}

import { parseDocument } from "yaml";
import { z } from "zod";
import { nearest } from "../domain/nearest.ts";
import type { ConfigProblem } from "./config-error.ts";
import { type FileConfig, fileSchema, neededBy } from "./file-schema.ts";

type Issue = z.core.$ZodIssue;

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

/** The keys the schema knows where an unknown one was found. */
const knownKeys = (path: readonly PropertyKey[]): readonly string[] => {
  let here: unknown = fileSchema;
  for (const key of path) {
    while (here instanceof z.ZodDefault || here instanceof z.ZodPrefault) here = here.def.innerType;
    if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodObject) here = here.shape[String(key)];
  }
  while (here instanceof z.ZodDefault || here instanceof z.ZodPrefault) here = here.def.innerType;
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
};

const place = (fileName: string, path: readonly PropertyKey[]): string =>
  path.length === 0 ? fileName : `${fileName}: ${path.map(String).join(".")}`;

const purpose = (path: readonly PropertyKey[]): string => neededBy[String(path[0] ?? "")] ?? "starting";

const unknownKeys = (fileName: string, path: readonly PropertyKey[], keys: readonly string[]): ConfigProblem[] => {
  const known = knownKeys(path);
  return keys.map((key) => {
    const close = nearest(key, known);
    return {
      where: place(fileName, [...path, key]),
      what: "is not known",
      expected: close ? `perhaps ${close}` : `one of ${known.join(", ")}`,
      neededBy: purpose([...path, key]),
    };
  });
};

const problemsOf = (fileName: string, issue: Issue, value: unknown): ConfigProblem[] => {
  if (issue.code === "unrecognized_keys") return unknownKeys(fileName, issue.path, issue.keys);
  const missing = at(value, issue.path) === undefined;
  return [
    {
      where: place(fileName, issue.path),
      what: missing ? "is missing" : "is not right",
      expected: issue.message,
      neededBy: purpose(issue.path),
    },
  ];
};

/** Reads the YAML file's text: the settings, or everything wrong with it. */
export const readFileConfig = (
  fileName: string,
  text: string,
): { settings: FileConfig } | { problems: ConfigProblem[] } => {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        where: `${fileName}: line ${error.linePos?.[0].line ?? "?"}`,
        what: "is not YAML",
        expected: error.message.split("\n")[0] ?? "YAML",
        neededBy: "starting",
      })),
    };
  }
  const value: unknown = document.toJS();
  const read = fileSchema.safeParse(value, {
    error: (issue) =>
      issue.code === "invalid_type" && issue.expected === "object" ? "a block of settings" : undefined,
  });
  return read.success
    ? { settings: read.data }
    : { problems: read.error.issues.flatMap((issue) => problemsOf(fileName, issue, value)) };
};

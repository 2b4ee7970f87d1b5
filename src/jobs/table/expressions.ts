import type { Condition, Path } from "./condition.ts";
import type { Change } from "./table.ts";

/** Gathers the escaped names and values of one request: every word of ours may be one of DynamoDB's. */
export const createNames = () => {
  const names = new Map<string, string>();
  const values: unknown[] = [];
  return {
    /** "operations.abc" as "#n0.#n1". */
    path: (path: Path): string =>
      path
        .split(".")
        .map((part) => {
          if (!names.has(part)) names.set(part, `#n${names.size}`);
          return names.get(part);
        })
        .join("."),
    value: (value: unknown): string => `:v${values.push(value) - 1}`,
    attributes: () => ({
      ...(names.size > 0
        ? { ExpressionAttributeNames: Object.fromEntries([...names].map(([part, name]) => [name, part])) }
        : {}),
      ...(values.length > 0
        ? { ExpressionAttributeValues: Object.fromEntries(values.map((value, n) => [`:v${n}`, value])) }
        : {}),
    }),
  };
};
type Names = ReturnType<typeof createNames>;

const compared = { equal: "=", below: "<", "at-least": ">=" } as const;

export const printCondition = (condition: Condition, names: Names): string => {
  switch (condition.is) {
    case "there":
      return `attribute_exists(${names.path(condition.path)})`;
    case "absent":
      return `attribute_not_exists(${names.path(condition.path)})`;
    case "holding":
      return `contains(${names.path(condition.path)}, ${names.value(condition.value)})`;
    case "smaller":
      return `size(${names.path(condition.path)}) < ${names.value(condition.value)}`;
    case "all":
    case "any":
      return `(${condition.of.map((one) => printCondition(one, names)).join(condition.is === "all" ? " AND " : " OR ")})`;
    default:
      return `${names.path(condition.path)} ${compared[condition.is]} ${names.value(condition.value)}`;
  }
};

const section = (word: string, parts: readonly string[]): string[] =>
  parts.length > 0 ? [`${word} ${parts.join(", ")}`] : [];

export const printChange = (change: Change, names: Names): string => {
  const { path, value } = names;
  const {
    set = {},
    setIfAbsent = {},
    copy = {},
    add = {},
    append = {},
    putIn = {},
    takeOut = {},
    remove = [],
  } = change;
  const sets = [
    ...Object.entries(set).map(([at, to]) => `${path(at)} = ${value(to)}`),
    ...Object.entries(setIfAbsent).map(([at, to]) => `${path(at)} = if_not_exists(${path(at)}, ${value(to)})`),
    ...Object.entries(copy).map(([at, { from, or }]) => `${path(at)} = if_not_exists(${path(from)}, ${value(or)})`),
    ...Object.entries(add).map(([at, by]) => `${path(at)} = ${path(at)} + ${value(by)}`),
    ...Object.entries(append).map(([at, more]) => `${path(at)} = list_append(${path(at)}, ${value(more)})`),
  ];
  const members = ([at, some]: [string, readonly string[]]): string => `${path(at)} ${value(new Set(some))}`;
  return [
    ...section("SET", sets),
    ...section("REMOVE", remove.map(path)),
    ...section("ADD", Object.entries(putIn).map(members)),
    ...section("DELETE", Object.entries(takeOut).map(members)),
  ].join(" ");
};

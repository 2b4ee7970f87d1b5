import type { Condition, Path } from "./condition.ts";
import type { Change } from "./table.ts";

/** Gathers the escaped names and values of one request: every word of ours may be one of DynamoDB's. */
export const createNames = () => {
  const printed = new Map<string, string>();
  const ExpressionAttributeNames: Record<string, string> = {};
  const ExpressionAttributeValues: Record<string, unknown> = {};
  let values = 0;
  const name = (part: string): string => {
    const before = printed.get(part);
    if (before !== undefined) return before;
    const escaped = `#n${printed.size}`;
    printed.set(part, escaped);
    ExpressionAttributeNames[escaped] = part;
    return escaped;
  };
  return {
    /** "operations.abc" as "#n0.#n1". */
    path: (path: Path): string => (path.includes(".") ? path.split(".").map(name).join(".") : name(path)),
    value: (value: unknown): string => {
      const slot = `:v${values}`;
      values += 1;
      ExpressionAttributeValues[slot] = value;
      return slot;
    },
    /** To be asked for when everything is gathered. */
    attributes: () => ({
      ...(printed.size > 0 ? { ExpressionAttributeNames } : {}),
      ...(values > 0 ? { ExpressionAttributeValues } : {}),
    }),
  };
};
type Names = ReturnType<typeof createNames>;

const compared = { equal: "=", below: "<", "at-least": ">=" } as const;

const joined = { all: " AND ", any: " OR " } as const;

export const printCondition = (condition: Condition, names: Names): string => {
  switch (condition.is) {
    case "there":
      return `attribute_exists(${names.path(condition.path)})`;
    case "absent":
      return `attribute_not_exists(${names.path(condition.path)})`;
    case "smaller":
      return `size(${names.path(condition.path)}) < ${names.value(condition.value)}`;
    case "all":
    case "any":
      return condition.of.map((one) => printPart(one, names)).join(joined[condition.is]);
    default:
      return `${names.path(condition.path)} ${compared[condition.is]} ${names.value(condition.value)}`;
  }
};

/** Brackets only inside another condition: the local engine reads what is bracketed several times over. */
const printPart = (condition: Condition, names: Names): string =>
  "of" in condition ? `(${printCondition(condition, names)})` : printCondition(condition, names);

const section = (word: string, parts: readonly string[]): string[] =>
  parts.length > 0 ? [`${word} ${parts.join(", ")}`] : [];

export const printChange = (change: Change, names: Names): string => {
  const { path, value } = names;
  const { set = {}, setIfAbsent = {}, copy = {}, add = {}, append = {}, remove = [] } = change;
  const sets = [
    ...Object.entries(set).map(([at, to]) => `${path(at)} = ${value(to)}`),
    ...Object.entries(setIfAbsent).map(([at, to]) => `${path(at)} = if_not_exists(${path(at)}, ${value(to)})`),
    ...Object.entries(copy).map(([at, { from, or }]) => `${path(at)} = if_not_exists(${path(from)}, ${value(or)})`),
    ...Object.entries(add).map(([at, by]) => `${path(at)} = ${path(at)} + ${value(by)}`),
    ...Object.entries(append).map(([at, more]) => `${path(at)} = list_append(${path(at)}, ${value(more)})`),
  ];
  return [...section("SET", sets), ...section("REMOVE", remove.map(path))].join(" ");
};

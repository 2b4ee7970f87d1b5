import type { Condition, Path } from "../../src/jobs/table/condition.ts";
import { tableDefinition } from "../../src/jobs/table/definition.ts";
import { type Change, ConditionFailed, type Item, type Table } from "../../src/jobs/table/table.ts";

const at = (item: Item, path: Path): unknown =>
  path.split(".").reduce<unknown>((value, part) => (value === undefined ? undefined : (value as Item)[part]), item);

/** The map that holds the last part of a path. Throws where there is none, as DynamoDB does. */
const within = (item: Item, path: Path): [Item, string] => {
  const parts = path.split(".");
  const last = parts.pop() as string;
  const map = parts.length === 0 ? item : at(item, parts.join("."));
  if (typeof map !== "object" || map === null) throw new Error(`there is no map for ${path}`);
  return [map as Item, last];
};

const size = (value: unknown): number =>
  value instanceof Set ? value.size : Array.isArray(value) ? value.length : Object.keys(value as Item).length;

const isSo = (condition: Condition, item: Item): boolean => {
  if ("of" in condition) {
    const { of } = condition;
    return condition.is === "all" ? of.every((one) => isSo(one, item)) : of.some((one) => isSo(one, item));
  }
  const value = at(item, condition.path);
  // A comparison with nothing is never so.
  switch (condition.is) {
    case "there":
      return value !== undefined;
    case "absent":
      return value === undefined;
    case "equal":
      return value === condition.value;
    case "below":
      return typeof value === typeof condition.value && (value as number) < (condition.value as number);
    case "at-least":
      return typeof value === typeof condition.value && (value as number) >= (condition.value as number);
    case "smaller":
      return value !== undefined && size(value) < condition.value;
  }
};

/** Everything on the right-hand side is read from the item as it was before. */
const changed = (before: Item, change: Change): Item => {
  const after = structuredClone(before);
  const put = (path: Path, value: unknown): void => {
    const [map, name] = within(after, path);
    if (value !== undefined) map[name] = structuredClone(value);
  };
  const needed = (path: Path): unknown => {
    const value = at(before, path);
    if (value === undefined) throw new Error(`there is no ${path} to change`);
    return value;
  };
  for (const [path, value] of Object.entries(change.set ?? {})) put(path, value);
  for (const [path, value] of Object.entries(change.setIfAbsent ?? {})) put(path, at(before, path) ?? value);
  for (const [path, { from, or }] of Object.entries(change.copy ?? {})) put(path, at(before, from) ?? or);
  for (const [path, by] of Object.entries(change.add ?? {})) put(path, (needed(path) as number) + by);
  for (const [path, more] of Object.entries(change.append ?? {})) put(path, [...(needed(path) as unknown[]), ...more]);
  for (const path of change.remove ?? []) {
    const [map, name] = within(after, path);
    delete map[name];
  }
  return after;
};

const indexes = new Map(
  tableDefinition.GlobalSecondaryIndexes.map(({ IndexName, KeySchema }) => [
    IndexName as string,
    [KeySchema[0].AttributeName, KeySchema[1].AttributeName] as const,
  ]),
);

/** The table in memory: the same promises as DynamoDB's, at a hundredth of the cost. `storeContract` holds it to them. */
export const createMemoryTable = (): Table & { items: ReadonlyMap<string, Item>; clear(): void } => {
  const items = new Map<string, Item>();
  const insist = (pk: string, when: Condition): Item => {
    const item = items.get(pk);
    if (!isSo(when, item ?? {})) throw new ConditionFailed(pk);
    return item ?? { pk };
  };
  return {
    items,
    clear: () => items.clear(),
    async update(change) {
      const after = changed(insist(change.pk, change.when), change);
      items.set(change.pk, after);
      return structuredClone(after);
    },
    async put(item, when) {
      insist(item.pk, when);
      items.set(item.pk, structuredClone(item));
    },
    async remove(pk, when) {
      insist(pk, when);
      items.delete(pk);
    },
    async get(pk) {
      return structuredClone(items.get(pk));
    },
    async query({ index, key, upTo, only = {}, newestFirst = false, limit, from }) {
      const [hash, range] = indexes.get(index) ?? [];
      if (hash !== key[0] || range === undefined || (upTo && upTo[0] !== range))
        throw new Error(`the index ${index} has no key ${key[0]}`);
      const order = (one: Item, other: Item): number =>
        ((one[range] as number) - (other[range] as number) || (String(one.pk) < String(other.pk) ? -1 : 1)) *
        (newestFirst ? -1 : 1);
      const rows = [...items.values()]
        .filter((item) => item[hash] === key[1] && item[range] !== undefined)
        .filter((item) => upTo === undefined || (item[range] as number) <= upTo[1])
        .filter((item) => from === undefined || order(item, from) > 0)
        .toSorted(order);
      const looked = rows.slice(0, limit);
      const last = looked.at(-1);
      return {
        rows: structuredClone(
          looked.filter((item) =>
            Object.entries(only).every(([name, values]) => values.includes(item[name] as string)),
          ),
        ),
        ...(last && rows.length > limit ? { next: { pk: last.pk, [hash]: last[hash], [range]: last[range] } } : {}),
      };
    },
  };
};

import type { Journal } from "./journal.ts";

/** What stands in a long list. It is never changed, only replaced by another of its id in another list. */
interface Entry {
  readonly id: string;
}

/** A key's beginning belongs to one list alone. */
const keyOf = (beginning: string, { id }: Entry): string => `${beginning}/${id}`;

/** Keeps each entry of a list by itself, so that a long list costs no more than a short one. Answers whether it wrote. */
export function createListKeeper(journal: Journal, beginning: string): (list: readonly Entry[]) => boolean {
  const keys = [...journal.entries.keys()].filter((key) => key.startsWith(`${beginning}/`));
  const written = new Map<string, Entry | undefined>(keys.map((key) => [key, undefined]));
  let seen: { list: readonly Entry[]; length: number; last: Entry | undefined } | undefined;

  return (list) => {
    const last = list.at(-1);
    if (seen?.list === list && seen.length === list.length && seen.last === last) return false;
    seen = { list, length: list.length, last };
    const now = new Map(list.map((entry) => [keyOf(beginning, entry), entry]));
    let wrote = false;
    for (const key of written.keys()) {
      if (now.has(key)) continue;
      written.delete(key);
      wrote = journal.put(key, undefined) || wrote;
    }
    for (const [key, entry] of now) {
      if (written.get(key) === entry) continue;
      written.set(key, entry);
      wrote = journal.put(key, entry) || wrote;
    }
    return wrote;
  };
}

/** The list as it was kept, in its order. */
export const keptList = ({ entries }: Pick<Journal, "entries">, beginning: string): unknown[] =>
  [...entries].flatMap(([key, value]) => (key.startsWith(`${beginning}/`) ? [value] : []));

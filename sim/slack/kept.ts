/** Values by key that know what in them has changed, so that only this need be written down. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): boolean;
  /** Says that the value under this key was changed in place. */
  touch(key: string): void;
  clear(): void;
  values(): Value[];
  /** In the order in which their keys first came. */
  entries(): Iterable<[key: string, value: Value]>;
  /** What has changed since this was last asked; undefined for what is gone. */
  changes(): Change<Value>[];
}

/** What is to be written down under a key. */
export type Change<Value> = readonly [key: string, value: Value | undefined];

/** A part of Slack that outlives its process. Keys and values are its own; values are JSON. */
export interface Keeper<Value> {
  /** What has changed since this was last asked. */
  keep(): Change<Value>[];
  /** Takes in what was kept, in any order. */
  restore(kept: readonly (readonly [key: string, value: Value])[]): void;
}

/** Creates an empty one. */
export function createKept<Value>(): Kept<Value> {
  const held = new Map<string, Value>();
  const changed = new Set<string>();
  return {
    get: (key) => held.get(key),
    set(key, value) {
      held.set(key, value);
      changed.add(key);
    },
    delete(key) {
      changed.add(key);
      return held.delete(key);
    },
    touch: (key) => void changed.add(key),
    clear() {
      for (const key of held.keys()) changed.add(key);
      held.clear();
    },
    values: () => [...held.values()],
    entries: () => held.entries(),
    changes() {
      const since = [...changed].map((key) => [key, held.get(key)] as const);
      changed.clear();
      return since;
    },
  };
}

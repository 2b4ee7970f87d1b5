/** Those who want to be told of something, in the order in which they came. */
export interface Hearers<T> {
  /** The answer stops the telling. */
  add(hear: (value: T) => void): () => void;
  tell(value: T): void;
}

/** See `Hearers`. */
export function createHearers<T = void>(): Hearers<T> {
  const all = new Set<(value: T) => void>();
  return {
    add: (hear) => {
      all.add(hear);
      return () => void all.delete(hear);
    },
    tell: (value) => {
      for (const hear of all) hear(value);
    },
  };
}

/** What "a.b.c" reaches inside an item. No name holds a dot. */
export type Path = string;

type Comparable = string | number;

/** What must be so of an item for a write to land. */
export type Condition =
  | { is: "there" | "absent"; path: Path }
  | { is: "equal" | "below" | "at-least"; path: Path; value: Comparable }
  /** A map, list or set has fewer members than this. */
  | { is: "smaller"; path: Path; value: number }
  | { is: "all" | "any"; of: readonly Condition[] };

export const isThere = (path: Path): Condition => ({ is: "there", path });
export const isAbsent = (path: Path): Condition => ({ is: "absent", path });
export const equals = (path: Path, value: Comparable): Condition => ({ is: "equal", path, value });
export const below = (path: Path, value: number): Condition => ({ is: "below", path, value });
export const atLeast = (path: Path, value: number): Condition => ({ is: "at-least", path, value });
export const smallerThan = (path: Path, value: number): Condition => ({ is: "smaller", path, value });
export const all = (...of: readonly Condition[]): Condition => ({ is: "all", of });
export const any = (...of: readonly Condition[]): Condition => ({ is: "any", of });

import type { Command } from "./context.ts";
import type { Mistake } from "./mistakes.ts";

/** What a command's text means. */
export type Reading =
  | { kind: "run"; command: Command; args: Record<string, unknown> }
  /** Something required is missing and a form can ask for it; `known` is what was given. */
  | { kind: "form"; command: Command; known: Record<string, unknown> }
  | { kind: "menu" }
  | Mistake;

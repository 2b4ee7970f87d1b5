import type { Json } from "./json.ts";
import { createKept, type Keeper } from "./kept.ts";
import type { FunctionEntry } from "./manifest.ts";
import { newId } from "./tokens.ts";

/** One run of a custom workflow step. */
export interface Execution {
  readonly id: string;
  readonly callbackId: string;
  /** The output parameters of the manifest. */
  readonly outputs: Json;
  readonly state: { name: "running" } | { name: "completed"; outputs: Json } | { name: "failed"; error: string };
}

/** The runs of custom workflow steps; kept by id. */
export interface Executions extends Keeper<Execution> {
  start(entry: FunctionEntry): Execution;
  find(id: string): Execution | undefined;
  /** Says how a run went. */
  end(execution: Execution, state: Execution["state"]): void;
  reset(): void;
}

/** Creates an empty store. */
export function createExecutions(): Executions {
  const executions = createKept<Execution>();
  return {
    start({ callbackId, outputs }) {
      const execution: Execution = { id: newId("Fx0"), callbackId, outputs, state: { name: "running" } };
      executions.set(execution.id, execution);
      return execution;
    },
    find: executions.get,
    end: (execution, state) => executions.set(execution.id, { ...execution, state }),
    keep: executions.changes,
    restore(kept) {
      for (const [id, execution] of kept) executions.set(id, execution);
    },
    reset: executions.clear,
  };
}

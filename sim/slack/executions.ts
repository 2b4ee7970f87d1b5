import type { Json } from "./json.ts";
import type { FunctionEntry } from "./manifest.ts";
import { newId } from "./tokens.ts";

/** One run of a custom workflow step. */
export interface Execution {
  id: string;
  callbackId: string;
  /** The output parameters of the manifest. */
  outputs: Json;
  state: { name: "running" } | { name: "completed"; outputs: Json } | { name: "failed"; error: string };
}

/** The runs of custom workflow steps. */
export interface Executions {
  start(entry: FunctionEntry): Execution;
  find(id: string): Execution | undefined;
  reset(): void;
}

/** Creates an empty store. */
export function createExecutions(): Executions {
  const executions = new Map<string, Execution>();
  return {
    start({ callbackId, outputs }) {
      const execution: Execution = { id: newId("Fx0"), callbackId, outputs, state: { name: "running" } };
      executions.set(execution.id, execution);
      return execution;
    },
    find: (id) => executions.get(id),
    reset: () => executions.clear(),
  };
}

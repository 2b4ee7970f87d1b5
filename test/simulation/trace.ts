import type { Host } from "./host.ts";

/** Everything that happened in a run, a line each: the same seed writes the same lines. */
export interface Trace {
  readonly lines: readonly string[];
  note(who: string, what: string): void;
}

export const createTrace = (host: Host): Trace => {
  const lines: string[] = [];
  const from = host.now();
  return {
    lines,
    note: (who, what) => {
      lines.push(`${((host.now() - from) / 1000).toFixed(3).padStart(9)} ${who.padEnd(8)} ${what}`);
    },
  };
};

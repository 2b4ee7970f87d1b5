import type { OperationUpdate } from "@aws/durable-execution-sdk-js";
import { carried } from "../../../src/jobs/engine/protocol.ts";

export interface Tally {
  sees(update: OperationUpdate): void;
  /** How callbacks ended, which no update tells. */
  ended(operations: Record<string, object>): void;
  /** What was never hit, of all that is carried. */
  missing(): string[];
  print(): string;
}

/** Counts what was hit of all that the protocol carries. */
export const createTally = (): Tally => {
  const actions = Object.entries(carried).flatMap(([type, moves]) =>
    Object.keys(moves).map((action) => `${type}/${action}`),
  );
  const ends = ["SUCCEEDED", "FAILED", "TIMED_OUT"].map((status) => `CALLBACK ${status}`);
  const hits = new Map([...actions, ...ends].map((key) => [key, 0]));
  const hit = (key: string): void => void hits.set(key, (hits.get(key) ?? 0) + 1);
  return {
    sees: ({ Type, Action }) => hit(`${Type}/${Action}`),
    ended(operations) {
      for (const { type, status } of Object.values(operations) as { type: string; status: string }[])
        if (type === "CALLBACK" && status !== "STARTED") hit(`CALLBACK ${status}`);
    },
    missing: () => [...hits].filter(([, count]) => count === 0).map(([key]) => key),
    print: () => [...hits].map(([key, count]) => `${key} ${count}`).join(", "),
  };
};

import { type DurableContext, type DurableExecutionClient, withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { Context } from "aws-lambda";
import type { JobRecord } from "../store/record.ts";
import { refused } from "./protocol.ts";
import { tokenOf } from "./transport.ts";

/** The SDK takes a Lambda's context; of it, it reads only these two. */
const lambdaContext = {
  awsRequestId: "isb-bot",
  getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY,
} as unknown as Context;

/** Past 6 MB the SDK writes a result in a way of its own, and when that is refused it waits for ever. */
const longestResultBytes = 5_000_000;

const withinBounds = (result: unknown): unknown => {
  const bytes = Buffer.byteLength(JSON.stringify(result) ?? "");
  if (bytes > longestResultBytes) throw refused(`the job layer does not carry a result of ${bytes} bytes`);
  return result;
};

/** How one invocation ended: with `Result`, with `Error`, or waiting for a wake-up. */
export interface Invoked {
  Status: "SUCCEEDED" | "FAILED" | "PENDING";
  Result?: string;
  Error?: { ErrorType?: string; ErrorMessage?: string };
}

/** Has the SDK replay `program` on what `record` holds and go on with it. Rejects when a checkpoint could not be written. */
export const invoke = (
  program: (input: unknown, durable: DurableContext) => Promise<unknown>,
  record: JobRecord,
  durableExecutionClient: DurableExecutionClient,
): Promise<Invoked> => {
  const handler = withDurableExecution(
    async (input: unknown, durable: DurableContext) => withinBounds(await program(input, durable)),
    { durableExecutionClient },
  );
  const invocation = {
    DurableExecutionArn: record.id,
    CheckpointToken: tokenOf(record),
    InitialExecutionState: {
      Operations: [...record.operations.values()].map((operation) => structuredClone(operation)),
    },
  } as Parameters<typeof handler>[0];
  return handler(invocation, lambdaContext) as Promise<Invoked>;
};

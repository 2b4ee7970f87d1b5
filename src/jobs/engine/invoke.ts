import { type DurableContext, type DurableExecutionClient, withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { Context } from "aws-lambda";
import type { JobRecord } from "../store/record.ts";
import { tokenOf } from "./transport.ts";

/** The SDK takes a Lambda's context; of it, it reads only these two. */
const lambdaContext = {
  awsRequestId: "isb-bot",
  getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY,
} as unknown as Context;

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
  const handler = withDurableExecution(program, { durableExecutionClient });
  const invocation = {
    DurableExecutionArn: record.id,
    CheckpointToken: tokenOf(record),
    InitialExecutionState: {
      Operations: [...record.operations.values()].map((operation) => structuredClone(operation)),
    },
  } as Parameters<typeof handler>[0];
  return handler(invocation, lambdaContext) as Promise<Invoked>;
};

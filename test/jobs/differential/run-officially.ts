import { type DurableContext, withDurableExecution } from "@aws/durable-execution-sdk-js";
import { LocalDurableTestRunner, WaitingOperationStatus } from "@aws/durable-execution-sdk-js-testing";
import type { StoredOperation } from "../../../src/jobs/store/record.ts";
import type { CallbackEnd } from "./program.ts";
import type { Witness } from "./run-program.ts";
import { type Ran, seenAll } from "./seen.ts";

/** Anything that runs on the SDK's context. */
export type Durable = (context: DurableContext, witness: Witness) => Promise<unknown>;

/** AWS's own local runner, whose clock skips over every wait. Answers callbacks as soon as it shows them. */
export const runOfficially = async (program: Durable): Promise<Ran> => {
  const calls: string[] = [];
  const answered = new Set<string>();
  const answer = async (name: string, ends: CallbackEnd): Promise<void> => {
    if (answered.has(name)) return;
    answered.add(name);
    if (ends.is !== "answered" && ends.is !== "refused") return;
    const operation = await runner.getOperation(name).waitForData(WaitingOperationStatus.STARTED);
    if (ends.is === "answered") await operation.sendCallbackSuccess(ends.result);
    else await operation.sendCallbackFailure({ ErrorType: "Refusal", ErrorMessage: ends.message });
  };
  const answers: Promise<void>[] = [];
  const witness: Witness = {
    ran: (what) => calls.push(what),
    // Its runner shows an operation only after the program has gone on, so nobody may wait for that here.
    async waitsFor(_, name, ends) {
      answers.push(answer(name, ends));
    },
  };
  const runner = new LocalDurableTestRunner({
    handlerFunction: withDurableExecution((_: unknown, context: DurableContext) => program(context, witness)),
  });
  const execution = await runner.run({ payload: {} });
  await Promise.all(answers);
  const status = execution.getStatus() as string;
  return {
    status,
    result: status === "SUCCEEDED" ? execution.getResult() : execution.getError().errorMessage,
    operations: seenAll(execution.getOperations().map((each) => each.getOperationData() as Partial<StoredOperation>)),
    calls: calls.toSorted(),
  };
};

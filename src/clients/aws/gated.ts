import { noteCall } from "../../domain/calls.ts";
import type { Gate } from "../../domain/gate.ts";
import { awsFailure } from "./aws-failure.ts";

type Send = (request: { request: unknown; input: object }) => Promise<{ output: object; response: unknown }>;

/** A client's middleware, as far as it is needed here: the SDK types it by each service's own inputs. */
interface Stack {
  addRelativeTo(
    around: (send: Send) => Send,
    where: { name: string; relation: "after"; toMiddleware: "retryMiddleware"; override: boolean },
  ): void;
}

const requestIdOf = (answer: unknown): string | undefined =>
  (answer as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId;

/** Has every request of a client, repeats of the SDK's own included, pass a gate, and leave the name the service gave it. `system`: "Identity Center". */
export const gated = <Client extends { middlewareStack: object }>(
  client: Client,
  { system, gate }: { system: string; gate: Gate },
): Client => {
  const around =
    (send: Send): Send =>
    async (request) => {
      await gate.enter();
      try {
        const answer = await send(request);
        noteCall(system, requestIdOf(answer.output));
        return answer;
      } catch (error) {
        noteCall(system, requestIdOf(error));
        if (awsFailure("", error).kind === "throttled") gate.throttled();
        throw error;
      }
    };
  (client.middlewareStack as unknown as Stack).addRelativeTo(around, {
    name: "gate",
    relation: "after",
    toMiddleware: "retryMiddleware",
    override: true,
  });
  return client;
};

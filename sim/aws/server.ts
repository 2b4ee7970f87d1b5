import type { Clock } from "../clock.ts";
import { createControl } from "../http/control.ts";
import { json } from "../http/json.ts";
import { type Answer, type HttpRequest, type Listening, listen } from "../http/server.ts";
import type { Log } from "../log.ts";
import { type AwsService, awsFaultKinds } from "../world/fault-catalogue.ts";
import type { FaultOrder } from "../world/faults.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { type Called, readCall } from "./services.ts";
import { readSignature } from "./sigv4.ts";
import { portalOperations, portalUser } from "./sso-portal.ts";
import { internalErrorName, portalWire, type Wire } from "./wire.ts";

const slowAnswerMs = 10_000;
/** Operations that leave something behind. */
const changing: readonly string[] = ["AssumeRole", "GetRoleCredentials"];

/** Starts the AWS services on one `port` (0 = any free), each in the protocol its own SDK client speaks. */
export function createAws({
  world,
  port,
  log,
}: {
  clock: Clock;
  world: World;
  port: number;
  log: Log;
}): Promise<Listening> {
  const services = ["sts", "secretsmanager", "identitystore", "sso-admin", "sso", "aws"];
  const control = createControl({ world, services });

  /** Runs one call with the trouble ordered for it, writes the answer in its service's way, and notes the call. */
  async function perform({
    service,
    operation,
    wire,
    run,
  }: {
    service: AwsService;
    operation: string;
    wire: Wire;
    run: (note: (caller: string) => void) => Record<string, unknown>;
  }): Promise<Answer> {
    const requestId = world.wireRandom.uuid();
    const note = { caller: "unknown", error: undefined as string | undefined };
    const fault = world.faults.take(service, awsFaultKinds, [operation]);
    const answer = await (async (): Promise<Answer> => {
      if (fault?.kind === "down") return "drop";
      if (fault?.kind === "slow")
        await new Promise<void>((resolve) => world.after(fault.delayMs ?? slowAnswerMs, resolve));
      try {
        refuseByFault(service, fault);
        const output = run((caller) => {
          note.caller = caller;
        });
        return fault?.kind === "lost-reply" ? "drop" : wire.ok(operation, output, requestId);
      } catch (error) {
        const known =
          error instanceof AwsError ? error : new AwsError(internalErrorName[service], "Internal failure", 500);
        if (!(error instanceof AwsError))
          log.error({ service, operation, error: String(error) }, "an AWS operation crashed");
        if (known.code === "UnknownOperationException") {
          log.warn({ service, operation }, "an AWS operation the estate does not have");
        }
        note.error = known.code;
        return wire.error(known, requestId);
      }
    })();
    world.calls.add({
      at: world.clock.now(),
      service,
      operation,
      caller: note.caller,
      status: answer === "drop" ? "dropped" : answer.status,
      changes: changing.includes(operation),
      ...(note.error ? { error: note.error } : {}),
    });
    return answer;
  }

  function callSigned(request: HttpRequest, { service, operation, input }: Called): Promise<Answer> {
    return perform({
      service: service.name,
      operation,
      wire: service.wire,
      run: (noteCaller) => {
        const caller = readSignature(world, request, service.signingName);
        noteCaller(caller.accessKeyId);
        const run = service.operations[operation];
        if (!run) throw new AwsError("UnknownOperationException", `Unknown operation ${operation}`);
        return run({ world, input: readInput(input), caller });
      },
    });
  }

  function callPortal(request: HttpRequest, key: string): Promise<Answer> | undefined {
    const portal = portalOperations[key];
    if (!portal) return undefined;
    return perform({
      service: "sso",
      operation: portal.name,
      wire: portalWire,
      run: (noteCaller) => {
        const token = request.headers["x-amz-sso_bearer_token"];
        const userId = portalUser(world, typeof token === "string" ? token : undefined);
        noteCaller(userId);
        return portal.run({ world, userId, query: new URLSearchParams(request.query) });
      },
    });
  }

  return listen({
    port,
    handle: async (request) => {
      const controlled = control(request);
      if (controlled) return controlled;
      const portal = callPortal(request, `${request.method} ${request.path}`);
      if (portal) return portal;
      const called = readCall(request);
      if (called) return callSigned(request, called);
      const operation = String(request.headers["x-amz-target"] ?? `${request.method} ${request.path}`);
      log.warn({ operation }, "an AWS service the estate does not have");
      world.calls.add({
        at: world.clock.now(),
        service: "aws",
        operation,
        status: 404,
        changes: false,
        error: "UnknownOperationException",
      });
      return json(404, { __type: "UnknownOperationException", message: `Unknown operation ${operation}` });
    },
  });
}

function readInput(input: Called["input"]): Record<string, unknown> {
  try {
    return input();
  } catch {
    throw new AwsError("SerializationException", "The request body is not valid JSON");
  }
}

function refuseByFault(service: AwsService, fault: FaultOrder | undefined): void {
  if (fault?.kind === "throttle") {
    throw service === "sso"
      ? new AwsError("TooManyRequestsException", "Rate exceeded", 429)
      : new AwsError("ThrottlingException", "Rate exceeded");
  }
  if (fault?.kind === "error") throw new AwsError(internalErrorName[service], "Internal failure", 500);
}

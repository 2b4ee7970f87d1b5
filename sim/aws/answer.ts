import { entryOf } from "../entry-of.ts";
import type { Answer, HttpRequest } from "../http/server.ts";
import type { Log } from "../log.ts";
import { type AwsService, awsFaultKinds } from "../world/fault-catalogue.ts";
import type { World } from "../world/world.ts";
import { AwsError, commonErrors } from "./errors.ts";
import { violations } from "./model/check.ts";
import { type Model, modelOf } from "./model/model.ts";
import type { Caller, Output } from "./operation.ts";
import { insistOnPermission } from "./permissions.ts";
import { refusals } from "./refusals.ts";
import type { Called } from "./services.ts";
import { callerOf } from "./sessions.ts";
import { readSignature } from "./sigv4.ts";
import { portalPerson } from "./sso-portal.ts";
import type { Throttle } from "./throttle.ts";
import type { Wall } from "./wall.ts";
import { messageMember } from "./wire/json.ts";
import { wireOf } from "./wire/wires.ts";

/** Operations that leave something behind. */
const changing =
  /^(AssumeRole|Change|Close|Create|Delete|GetRoleCredentials|Logout|Move|Purge|Register|Send|Start|Tag|Untag|Update)/;

/** The estate's own mistake: it is told from a caller's by the log, and answered as the service's failure. */
class OutsideTheModel extends Error {
  override readonly name = "OutsideTheModel";
}

/** Answers calls: the trouble ordered for them first, then all that AWS asks before it does anything, then the operation. */
export function createAnswer({
  world,
  wall,
  log,
  throttle,
}: {
  world: World;
  wall: Wall;
  log: Log;
  throttle: Throttle;
}) {
  function callerOfRequest(request: HttpRequest, { name, service }: Called): Caller {
    if (service.proof === "none") return { arn: "nobody", uniqueId: "nobody", accountId: "" };
    if (service.proof === "portal-token")
      return portalPerson({ world, wall }, request.headers["x-amz-sso_bearer_token"]);
    const { signingName, endpointPrefix } = modelOf(name);
    const { regional = false } = service;
    return callerOf(readSignature({ world, wall }, request, { signingName: signingName ?? endpointPrefix, regional }));
  }

  async function run(request: HttpRequest, { name, service, operation }: Called, caller: Caller): Promise<Output> {
    const perform = entryOf(service.operations, operation);
    const model = modelOf(name);
    const declared = entryOf(model.operations, operation);
    if (!perform || !declared) throw new AwsError("UnknownOperationException", `Unknown operation ${operation}`);
    throttle.take(name, operation);
    insistOnPermission(name, operation, caller);
    const input = wireOf(name).read(request, model, operation);
    const wrong = declared.input ? violations(model, declared.input, input) : [];
    if (wrong.length > 0) throw refusals[name].invalid(wrong);
    const output = await perform({ world, wall, input, caller, url: `http://${request.headers.host}` });
    const own = declared.output ? violations(model, declared.output, output) : [];
    if (own.length > 0) throw new OutsideTheModel(own.map(({ path, says }) => `${path}: ${says}`).join("; "));
    return output;
  }

  /** What a caller is told of an error: one that the service does not declare, or not so, is the estate's own. */
  function told(error: unknown, name: AwsService, operation: string): AwsError {
    const model = modelOf(name);
    const wrong = error instanceof AwsError ? wrongInError(model, operation, error) : String(error);
    if (wrong === undefined) return error as AwsError;
    log.error({ service: name, operation, error: String(error), wrong }, "an AWS operation of the estate failed");
    return new AwsError(refusals[name].failed, "Internal failure");
  }

  return async (request: HttpRequest, call: Called): Promise<Answer> => {
    const began = performance.now();
    const { name, operation } = call;
    const wire = wireOf(name);
    const requestId = world.wireRandom.uuid();
    const fault = world.faults.take(name, awsFaultKinds, [operation]);
    const note = (status: number | "dropped", caller = "unknown", error?: string) =>
      world.calls.add({
        ...{ at: world.clock.now(), service: name, operation, caller, status, changes: changing.test(operation) },
        ms: performance.now() - began,
        ...(error === undefined ? {} : { error }),
      });
    if (fault?.kind === "down") {
      note("dropped");
      return "drop";
    }
    if (fault?.kind === "slow") await world.pause(fault.delayMs ?? world.delays.slowAnswerMs);
    let arn: string | undefined;
    let error: string | undefined;
    const answer = await (async () => {
      try {
        if (fault?.kind === "throttle") throw new AwsError(...refusals[name].throttled);
        if (fault?.kind === "error") throw new AwsError(refusals[name].failed, "Internal failure");
        const caller = callerOfRequest(request, call);
        arn = caller.arn;
        return wire.ok(modelOf(name), operation, await run(request, call, caller), requestId);
      } catch (thrown) {
        const known = told(thrown, name, operation);
        error = known.code;
        if (error === "UnknownOperationException") {
          log.warn({ service: name, operation }, "an AWS operation the estate does not have");
        }
        return wire.error(modelOf(name), known, requestId);
      }
    })();
    const lost = fault?.kind === "lost-reply";
    note(lost ? "dropped" : answer.status, arn, error);
    return lost ? "drop" : answer;
  };
}

/** What is wrong with an error by its model; undefined when nothing is. */
function wrongInError(model: Model, operation: string, { code, message, members }: AwsError): string | undefined {
  if (!isDeclared(model, operation, code)) return `${code} is not declared`;
  const shape = model.shapes[code];
  if (!shape) return undefined;
  const written = messageMember(model, code);
  const whole = { ...members, ...(shape.members && written in shape.members ? { [written]: message } : {}) };
  const [first] = violations(model, code, whole);
  return first && `${first.path}: ${first.says}`;
}

/** Whether an operation may answer with this error: its model declares it, or it is common to all. */
export function isDeclared(model: Model, operation: string, code: string): boolean {
  return code in commonErrors || (model.operations[operation]?.errors ?? []).includes(code);
}

import { orDrop } from "../http/or-drop.ts";
import type { Answer, HttpRequest, HttpResponse } from "../http/server.ts";
import type { Log } from "../log.ts";
import { gatewayFaultKinds } from "../world/fault-catalogue.ts";
import type { World } from "../world/world.ts";
import type { createAuthRoutes } from "./auth-routes.ts";
import type { Authoriser } from "./authoriser.ts";
import type { ConfigurationView } from "./configuration-view.ts";
import { Refusal } from "./errors.ts";
import { gatewayAnswers } from "./gateway-answers.ts";
import type { createHandlerAuth } from "./handler-auth.ts";
import { failure, serverError } from "./jsend.ts";
import { readQuery } from "./query.ts";
import { type Match, matchRoute } from "./routes.ts";
import type { createStageThrottle } from "./stage-throttle.ts";
import type { createWaf } from "./waf.ts";

/** Troubles the gateway answers by itself, whatever lies behind it. */
const ownAnswerKinds: readonly string[] = ["down", "waf-403", "429", "503"];

/** What a request meets on its way, in this order. */
export interface GatewayParts {
  waf: ReturnType<typeof createWaf>;
  throttle: ReturnType<typeof createStageThrottle>;
  authRoutes: ReturnType<typeof createAuthRoutes>;
  authoriser: Authoriser;
  handlerAuth: ReturnType<typeof createHandlerAuth>;
  configuration: ConfigurationView;
}

/** The stage's way of a request: WAF, throttle, route, authoriser, handler; and the troubles ordered for it. */
export function createGateway({
  world,
  log,
  parts: { waf, throttle, authRoutes, authoriser, handlerAuth, configuration },
}: {
  world: World;
  log: Log;
  parts: GatewayParts;
}): (request: HttpRequest) => Promise<Answer> {
  async function runHandler(request: HttpRequest, { handler, param }: Match, header: string): Promise<HttpResponse> {
    try {
      const user = await handlerAuth.user(header);
      const query = readQuery(request.query);
      return handler({ world, user, request, param, query, configuration: configuration.read() });
    } catch (error) {
      if (error instanceof Refusal) {
        if (error.triedMs > 0) await world.pause(error.triedMs);
        return failure(error);
      }
      log.warn({ operation: `${request.method} ${request.path}`, error: String(error) }, "an ISB handler crashed");
      return serverError();
    }
  }

  /** Lets the handler commit at a random moment of its time, while the gateway gives up at 29 s whatever it does. */
  async function timeOut(run: () => Promise<HttpResponse>): Promise<HttpResponse> {
    // Nobody hears how it ends.
    world.after(world.random.between(1_000, world.delays.handlerLimitMs), () => void orDrop(run()));
    await world.pause(world.delays.gatewayPatienceMs);
    return gatewayAnswers.timedOut;
  }

  async function answer(request: HttpRequest, match: Match | undefined): Promise<Answer> {
    const blocked = waf.check(request);
    if (blocked) return blocked;
    if (!throttle.admits()) return gatewayAnswers.throttled;
    const login = request.path.startsWith("/auth/");
    if (!match && !login) return gatewayAnswers.noSuchRoute;
    const names = [match?.operation ?? "", `${request.method} ${request.path}`];
    const fault = world.faults.take("isb", login ? ownAnswerKinds : gatewayFaultKinds, names);
    if (fault?.kind === "down") return "drop";
    if (fault?.kind === "waf-403") return gatewayAnswers.wafForbidden;
    if (fault?.kind === "429") return gatewayAnswers.throttled;
    if (fault?.kind === "503") return gatewayAnswers.unavailable;
    if (!match) return authRoutes(request);
    const identity = request.headers.authorization;
    if (!identity) return gatewayAnswers.unauthorized;
    if (fault?.kind === "config-invalid") return gatewayAnswers.authoriserCrashed;
    // ISB v1.2.14 reads the header under the exact name it was sent with; another letter case is a Deny.
    const header = exactHeader(request, "Authorization");
    if (!(await authoriser.allows({ identity, header, method: request.method, path: request.path }))) {
      return gatewayAnswers.explicitDeny;
    }
    const run = () => runHandler(request, match, header ?? identity);
    switch (fault?.kind) {
      case "500":
        return serverError();
      case "504-then-done":
        return timeOut(run);
      case "504-rolled-back":
        await world.pause(world.delays.gatewayPatienceMs);
        return gatewayAnswers.timedOut;
      case "502":
        await world.pause(world.delays.gatewayPatienceMs);
        return gatewayAnswers.handlerEnded;
      case "lost-reply":
        await run();
        return "drop";
      case "slow":
        await world.pause(fault.delayMs ?? world.delays.slowAnswerMs);
        return run();
      default:
        return run();
    }
  }

  return async (sent) => {
    const began = performance.now();
    // The stage's name is part of the address of a real deployment; here it may be left out.
    const request = { ...sent, path: sent.path.replace(/^\/prod(?=\/)/, "").replace(/(?<=.)\/$/, "") };
    const match = matchRoute(request.method, request.path);
    const answered = await answer(request, match);
    world.calls.add({
      at: world.clock.now(),
      service: "isb",
      operation: match?.operation ?? `${request.method} ${request.path}`,
      caller: callerOf(request.headers.authorization),
      status: answered === "drop" ? "dropped" : answered.status,
      changes: request.method !== "GET",
      request: { path: request.path, query: request.query, body: request.body },
      ms: performance.now() - began,
      ...(match ? {} : { error: "no such route" }),
    });
    return answered;
  };
}

/** The value of a header sent under exactly this name. */
function exactHeader({ rawHeaders }: HttpRequest, name: string): string | undefined {
  const index = rawHeaders.findIndex((header, at) => at % 2 === 0 && header === name);
  return index < 0 ? undefined : rawHeaders[index + 1];
}

/** The email a token claims, for the log of calls only: nothing is checked here. */
function callerOf(header: string | undefined): string {
  try {
    const payload = header?.split(".")[1] ?? "";
    const { user } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { user?: { email?: unknown } };
    return String(user?.email ?? "unknown");
  } catch {
    return "unknown";
  }
}

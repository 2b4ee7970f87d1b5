import type { Clock } from "../clock.ts";
import { createControl } from "../http/control.ts";
import { json } from "../http/json.ts";
import { type Answer, type HttpRequest, type Listening, listen } from "../http/server.ts";
import type { Log } from "../log.ts";
import { jwtSecret } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import { type ContainerPlan, createAuthoriser, defaultContainers } from "./authoriser.ts";
import { createGateway } from "./gateway.ts";
import { createHandlerAuth } from "./handler-auth.ts";
import { startLifecycle } from "./lambdas/lifecycle.ts";
import { bearerToken, verifyToken } from "./token.ts";
import { createWaf } from "./waf.ts";

/** ISB v1.2.14, WAF: requests of one address in 60 s. */
const wafRequestsPerMinute = 200;

/** Starts an ISB API that behaves as ISB v1.2.14 behind API Gateway, on `port` (0 = any free). */
export async function createIsb({
  clock,
  world,
  port,
  log,
  containers = defaultContainers,
  requestsPerMinute = wafRequestsPerMinute,
}: {
  clock: Clock;
  world: World;
  port: number;
  log: Log;
  containers?: ContainerPlan;
  requestsPerMinute?: number;
}): Promise<Listening> {
  const waf = createWaf({ clock, requestsPerMinute });
  const authoriser = createAuthoriser({ world, containers });
  const handlerAuth = createHandlerAuth({ world });
  const gateway = createGateway({ world, log, waf, authoriser, handlerAuth });
  const control = createControl({ world, services: ["isb"], hooks: { recycleContainers: authoriser.recycle } });
  const stopLifecycle = startLifecycle({ world, log });
  const stopReset = world.onReset(() => {
    waf.reset();
    authoriser.reset();
    handlerAuth.reset();
  });

  /** GET /auth/login/status has no authoriser, is not JSend and reads the secret afresh each time: ISB v1.2.14. */
  async function loginStatus(request: HttpRequest) {
    const token = bearerToken(request.headers.authorization);
    const session =
      token && (await verifyToken(token, { secret: jwtSecret(world), now: clock.now() }).catch(() => undefined));
    return json(
      200,
      session ? { authenticated: true, session } : { authenticated: false, message: "Not authenticated" },
    );
  }

  /** API Gateway names every request it takes. */
  const named = (answer: Answer): Answer =>
    answer === "drop"
      ? answer
      : { ...answer, headers: { ...answer.headers, "x-amzn-requestid": world.wireRandom.uuid() } };

  return listen({
    port,
    handle: async (request) => {
      const controlled = control(request);
      if (controlled) return controlled;
      if (request.method === "GET" && /^(?:\/prod)?\/auth\/login\/status$/.test(request.path))
        return loginStatus(request);
      return named(await gateway(request));
    },
    onClose: () => {
      stopLifecycle();
      stopReset();
    },
  });
}

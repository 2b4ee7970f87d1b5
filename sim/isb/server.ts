import type { Clock } from "../clock.ts";
import { createControl } from "../http/control.ts";
import { orDrop } from "../http/or-drop.ts";
import { type Answer, type Listening, listen } from "../http/server.ts";
import type { Log } from "../log.ts";
import type { World } from "../world/world.ts";
import { createAuthRoutes } from "./auth-routes.ts";
import { type ContainerPlan, containersOf, createAuthoriser } from "./authoriser.ts";
import { createConfigurationView } from "./configuration-view.ts";
import { createGateway } from "./gateway.ts";
import { createHandlerAuth } from "./handler-auth.ts";
import { startLifecycle } from "./lambdas/lifecycle.ts";
import { createStageThrottle, type StageRate, stageRate } from "./stage-throttle.ts";
import { createWaf } from "./waf.ts";

/** ISB v1.2.14, WAF: requests of one address in 60 s. */
const wafRequestsPerMinute = 200;

/** Starts an ISB API that behaves as ISB v1.2.14 behind API Gateway, on `port` (0 = any free). */
export async function createIsb({
  clock,
  world,
  port,
  log,
  containers = containersOf(world.delays),
  requestsPerMinute = wafRequestsPerMinute,
  allowedRanges,
  rate = stageRate,
}: {
  clock: Clock;
  world: World;
  port: number;
  log: Log;
  containers?: ContainerPlan;
  requestsPerMinute?: number;
  allowedRanges?: readonly string[];
  rate?: StageRate;
}): Promise<Listening> {
  const configuration = createConfigurationView({ world });
  const authoriser = createAuthoriser({ world, containers, configuration });
  const parts = {
    waf: createWaf({ clock, requestsPerMinute, ...(allowedRanges ? { allowedRanges } : {}) }),
    throttle: createStageThrottle({ clock, rate }),
    authRoutes: createAuthRoutes({ world }),
    authoriser,
    handlerAuth: createHandlerAuth({ world }),
    configuration,
  };
  const gateway = createGateway({ world, log, parts });
  const control = createControl({ world, services: ["isb"], hooks: { recycleContainers: authoriser.recycle } });
  const stopLifecycle = startLifecycle({ world, log });
  const stopReset = world.onReset(() => {
    for (const part of [parts.waf, parts.throttle, authoriser, parts.handlerAuth, configuration]) part.reset();
  });

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
      return named(await orDrop(gateway(request)));
    },
    onClose: () => {
      stopLifecycle();
      stopReset();
    },
  });
}

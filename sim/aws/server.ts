import type { Clock } from "../clock.ts";
import { createControl } from "../http/control.ts";
import { json } from "../http/json.ts";
import { orDrop } from "../http/or-drop.ts";
import { type Listening, listen } from "../http/server.ts";
import type { Log } from "../log.ts";
import { awsServices } from "../world/fault-catalogue.ts";
import type { World } from "../world/world.ts";
import { createAnswer } from "./answer.ts";
import { devicePage } from "./device-page.ts";
import { startAccountLife } from "./organizations/accounts.ts";
import { readCall } from "./services.ts";
import { startEventsQueue } from "./sqs/queue.ts";
import { createThrottle } from "./throttle.ts";
import { realWall, type Wall } from "./wall.ts";

/** Starts the AWS services on one `port` (0 = any free), each in the protocol its own SDK client speaks. */
export function createAws({
  world,
  port,
  log,
  wall = realWall,
}: {
  clock: Clock;
  world: World;
  port: number;
  log: Log;
  wall?: Wall;
}): Promise<Listening> {
  const control = createControl({ world, services: [...awsServices, "aws"] });
  const stops = [startAccountLife(world), startEventsQueue({ world, wall })];
  const answer = createAnswer({ world, wall, log, throttle: createThrottle({ world, wall }) });

  return listen({
    port,
    onClose: () => {
      for (const stop of stops) stop();
    },
    handle: async (request) => {
      const controlled = control(request);
      if (controlled) return controlled;
      const page = devicePage({ world, wall }, request);
      if (page) return page;
      const call = readCall(request);
      if (call) return orDrop(answer(request, call));
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

import { BadInput } from "../input.ts";
import type { Call } from "../world/calls.ts";
import type { World } from "../world/world.ts";
import { clockRoutes } from "./control/clock.ts";
import { faultRoutes } from "./control/faults.ts";
import type { ControlRoutes } from "./control/routes.ts";
import { type ControlHooks, worldRoutes } from "./control/world.ts";
import { json } from "./json.ts";
import type { HttpRequest, HttpResponse } from "./server.ts";
import { controlRefusal } from "./strangers.ts";

export type { ControlHooks } from "./control/world.ts";

/** Answers what is under `/_control/`, the same on every part; undefined for every other path. */
export function createControl({
  world,
  services,
  hooks = {},
}: {
  world: World;
  services: Call["service"][];
  hooks?: ControlHooks;
}): (request: HttpRequest) => Promise<HttpResponse> | undefined {
  const routes: ControlRoutes = {
    ...clockRoutes(world),
    ...faultRoutes(world),
    ...worldRoutes({ world, services, hooks }),
  };

  async function answer(request: HttpRequest): Promise<HttpResponse> {
    const { method, path, query, body } = request;
    const refusal = controlRefusal(request);
    if (refusal !== undefined) return json(403, { ok: false, error: refusal });
    const route = routes[`${method} ${path.replace("/_control/", "")}`];
    if (!route) return json(404, { ok: false, error: "no such control route" });
    try {
      const answered = await route(readBody(body), new URLSearchParams(query));
      if (method !== "GET") world.changed();
      return json(200, answered);
    } catch (error) {
      return json(400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  }

  return (request) => (request.path.startsWith("/_control/") ? answer(request) : undefined);
}

function readBody(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new BadInput("The body is no JSON.");
  }
}

import { z } from "zod";
import type { Call } from "../world/calls.ts";
import { type FaultService, faultCatalogue } from "../world/fault-catalogue.ts";
import { findUser } from "../world/identity-center.ts";
import { rotateJwtSecret } from "../world/secrets.ts";
import { snapshot } from "../world/snapshot.ts";
import type { World } from "../world/world.ts";
import { json } from "./json.ts";
import type { HttpRequest, HttpResponse } from "./server.ts";

const faultShape = z
  .strictObject({
    service: z.enum(Object.keys(faultCatalogue) as [FaultService, ...FaultService[]]),
    operation: z.string().optional(),
    kind: z.string(),
    times: z.int().positive().optional(),
    forMs: z.number().positive().optional(),
    delayMs: z.number().positive().optional(),
  })
  .refine(({ service, kind }) => kind in faultCatalogue[service], "the service does not know this kind");

const configShape = z.strictObject({
  maintenanceMode: z.boolean().optional(),
  maxLeasesPerUser: z.int().positive().optional(),
  maxBudget: z.number().positive().optional(),
  maxDurationHours: z.number().positive().optional(),
  separator: z.enum(["none", "hold", "eject"]).optional(),
});

/** Extra behaviour of `rotate-secret`, known to the ISB part only. */
export interface ControlHooks {
  /** Called when the secret rotated and authoriser containers shall start afresh. */
  recycleContainers?: () => void;
}

/** Answers what is under `/_control/`, the same on the AWS and the ISB part; undefined for every other path. */
export function createControl({
  world,
  services,
  hooks = {},
}: {
  world: World;
  services: Call["service"][];
  hooks?: ControlHooks;
}) {
  const routes: Record<string, (body: unknown, query: URLSearchParams) => unknown> = {
    "GET /_control/clock": () => world.clock.snapshot(),
    "GET /_control/world": () => snapshot(world),
    "GET /_control/log": (_body, query) => ({
      log: world.calls.list({
        services,
        all: query.get("all") === "true",
        since: Number(query.get("since") ?? 0),
      }),
    }),
    "GET /_control/events": () => ({ events: world.events }),
    "GET /_control/fault": () => ({ faults: world.faults.list(), catalogue: faultCatalogue }),
    "POST /_control/fault": (body) => {
      const { service, kind, ...rest } = faultShape.parse(body);
      const given = Object.entries(rest).filter(([, value]) => value !== undefined);
      world.faults.order({ service, kind, ...Object.fromEntries(given) });
      return { ok: true };
    },
    "DELETE /_control/fault": () => {
      world.faults.clear();
      return { ok: true };
    },
    "POST /_control/rotate-secret": (body) => {
      const { recycleContainers = false } = z.strictObject({ recycleContainers: z.boolean().optional() }).parse(body);
      rotateJwtSecret(world);
      if (recycleContainers) hooks.recycleContainers?.();
      return { ok: true };
    },
    "POST /_control/config": (body) => {
      const { maintenanceMode, separator, ...leases } = configShape.parse(body);
      const { configuration } = world.state.isb;
      if (separator !== undefined) world.state.separator.mode = separator;
      if (maintenanceMode !== undefined) configuration.maintenanceMode = maintenanceMode;
      for (const [key, value] of Object.entries(leases))
        if (value !== undefined) Object.assign(configuration.leases, { [key]: value });
      return { ok: true, configuration };
    },
    "POST /_control/portal-token": (body) => {
      const { user: email } = z.strictObject({ user: z.string() }).parse(body);
      const user = findUser(world, email);
      if (!user) throw new Error(`${email} is not in Identity Center`);
      const accessToken = `aoa${world.random.text(60)}`;
      // IAM Identity Center: an access portal session lasts 8 hours unless set otherwise.
      const expiresAt = world.clock.now() + 8 * 3_600_000;
      world.state.identity.portalTokens.set(accessToken, { userId: user.userId, expiresAt });
      return { accessToken, expiresAt };
    },
    "POST /_control/reset": () => {
      world.reset();
      return { ok: true };
    },
  };

  return (request: HttpRequest): HttpResponse | undefined => {
    if (!request.path.startsWith("/_control/")) return undefined;
    const route = routes[`${request.method} ${request.path}`];
    if (!route) return json(404, { ok: false, error: "no such control route" });
    try {
      const body: unknown = request.body === "" ? {} : JSON.parse(request.body);
      return json(200, route(body, new URLSearchParams(request.query)));
    } catch (error) {
      return json(400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  };
}

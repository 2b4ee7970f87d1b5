import { z } from "zod";
import { BadInput, exactly, oneOf, understood, unknownSentence } from "../../input.ts";
import { type FaultService, faultCatalogue } from "../../world/fault-catalogue.ts";
import { faultOperations, isOperation, operationsFor } from "../../world/fault-operations.ts";
import { beginTrouble, endTroubles, troubleNames, troubles, troublesOn } from "../../world/troubles.ts";
import type { World } from "../../world/world.ts";
import type { ControlRoutes } from "./routes.ts";

const serviceShape = oneOf("service", Object.keys(faultCatalogue) as FaultService[]);

const faultShape = exactly({
  service: serviceShape,
  operation: z.string().optional(),
  kind: z.string(),
  times: z.int().positive().optional(),
  always: z.literal(true).optional(),
  forMs: z.number().positive().optional(),
  delayMs: z.number().positive().optional(),
});

const chaosShape = exactly({
  rate: z.number().min(0).max(1),
  seed: z.int().default(1),
  services: z.array(serviceShape).optional(),
  harsh: z.boolean().optional(),
});

const troubleShape = exactly({ name: oneOf("trouble", troubleNames), forMs: z.number().positive().optional() });
const clearShape = exactly({ name: oneOf("trouble", troubleNames).optional() });

const given = <T extends object>(from: T) =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));

/** Trouble one by one (`fault`), in ready sets (`trouble`) and by chance (`chaos`); what is on is in `GET /_control/fault` and `trouble`. */
export const faultRoutes = (world: World): ControlRoutes => ({
  "GET fault": () => ({ faults: world.faults.list(), chaos: world.faults.chaos ?? null, catalogue: faultCatalogue }),
  // What the calls are named by does not change: a page that looks at the faults all the time asks for it once.
  "GET fault-operations": () => ({ operations: faultOperations }),
  "POST fault": (body) => {
    const { service, kind, ...rest } = understood(faultShape, body);
    const kinds = Object.keys(faultCatalogue[service]);
    if (!kinds.includes(kind)) throw new BadInput(`kind: ${unknownSentence(kind, `trouble of ${service}`, kinds)}`);
    const { operation } = rest;
    const known = operationsFor(service, kind);
    if (operation !== undefined && known && !isOperation(operation, known))
      throw new BadInput(
        `operation: ${unknownSentence(operation, `operation of ${service} that ${kind} meets`, known)}`,
      );
    world.faults.order({ service, kind, ...given(rest) });
    return { ok: true };
  },
  "DELETE fault": () => {
    endTroubles(world);
    return { ok: true };
  },
  "POST chaos": (body) => {
    const { rate, seed, ...rest } = understood(chaosShape, body);
    world.faults.setChaos(rate === 0 ? undefined : { rate, seed, ...given(rest) });
    return { ok: true, chaos: world.faults.chaos ?? null };
  },
  "GET trouble": () => {
    const on = new Set(troublesOn(world));
    const shown = troubleNames.map((name) => {
      const { says, toClear } = troubles[name];
      return { name, says, toClear, on: on.has(name) };
    });
    return { troubles: shown, chaos: world.faults.chaos ?? null };
  },
  "POST trouble": (body) => {
    const { name, forMs } = understood(troubleShape, body);
    beginTrouble(world, name, forMs);
    return { ok: true, name, says: troubles[name].says, toClear: troubles[name].toClear };
  },
  "DELETE trouble": (body) => {
    endTroubles(world, understood(clearShape, body).name);
    return { ok: true };
  },
});

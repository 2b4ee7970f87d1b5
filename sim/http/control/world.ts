import { z } from "zod";
import { BadInput, countIn, exactly, understood } from "../../input.ts";
import type { Call } from "../../world/calls.ts";
import { answerSignIn, signInByCode } from "../../world/device-sign-in.ts";
import { findUser } from "../../world/identity-center.ts";
import { openPortalSession } from "../../world/portal-session.ts";
import { listScenarios, readScenario } from "../../world/scenario/read-scenario.ts";
import { rotateJwtSecret } from "../../world/secrets.ts";
import { snapshot } from "../../world/snapshot.ts";
import type { World } from "../../world/world.ts";
import type { ControlRoutes } from "./routes.ts";

const configShape = exactly({
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

/** What the world holds, its events and calls, and how it is changed or begun again. */
export const worldRoutes = ({
  world,
  services,
  hooks,
}: {
  world: World;
  services: Call["service"][];
  hooks: ControlHooks;
}): ControlRoutes => ({
  "GET world": () => snapshot(world),
  "GET log": (_body, query) => ({
    log: world.calls.list({ services, all: query.get("all") === "true", since: countIn(query, "since") ?? 0 }),
  }),
  // Every call to AWS and ISB: on Slack's own port, `log` is Slack's.
  "GET calls": (_body, query) => ({
    log: world.calls.list({ services, all: true, since: countIn(query, "since") ?? 0 }),
  }),
  "GET events": () => ({ events: world.events }),
  "GET scenarios": () => ({ scenarios: listScenarios(), current: world.scenario?.name ?? null }),
  "POST scenario": (body) => {
    const scenario = readScenario(understood(exactly({ name: z.string() }), body).name);
    if (scenario.speed !== undefined) world.clock.change({ speed: scenario.speed });
    world.begin(scenario);
    const note = `The bot's jobs go on. To begin them anew too: npm run estate -- scenario ${scenario.name}`;
    return { ok: true, name: scenario.name, says: scenario.says, note };
  },
  "POST rotate-secret": (body) => {
    const { recycleContainers = false } = understood(exactly({ recycleContainers: z.boolean().optional() }), body);
    rotateJwtSecret(world);
    if (recycleContainers) hooks.recycleContainers?.();
    return { ok: true };
  },
  "POST config": (body) => {
    const { maintenanceMode, separator, ...leases } = understood(configShape, body);
    const { configuration } = world.state.isb;
    if (separator !== undefined) world.state.separator.mode = separator;
    if (maintenanceMode !== undefined) configuration.maintenanceMode = maintenanceMode;
    for (const [key, value] of Object.entries(leases))
      if (value !== undefined) Object.assign(configuration.leases, { [key]: value });
    return { ok: true, configuration };
  },
  "POST portal-token": (body) => {
    const { user: email } = understood(exactly({ user: z.string() }), body);
    const user = findUser(world, email);
    if (!user) throw new BadInput(`${email} is not in Identity Center`);
    return openPortalSession(world, { userId: user.userId });
  },
  // What the person does on the page that a device sign-in shows them.
  "POST device": (body) => {
    const shape = exactly({ userCode: z.string(), user: z.string(), allow: z.boolean().optional() });
    const { userCode, user: email, allow = true } = understood(shape, body);
    const user = findUser(world, email);
    if (!user) throw new BadInput(`${email} is not in Identity Center`);
    const signIn = signInByCode(world, { userCode });
    if (!signIn) throw new BadInput(`${userCode} is not the code of a sign-in under way`);
    answerSignIn(signIn, { userId: user.userId, allow });
    return { ok: true };
  },
  "POST reset": () => {
    world.reset();
    return { ok: true };
  },
});

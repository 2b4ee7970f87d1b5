import type { Delays } from "../world/delays.ts";
import { jwtSecret } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import type { ConfigurationView } from "./configuration-view.ts";
import { createKeptAnswers } from "./kept-answers.ts";
import { rolesFor } from "./roles.ts";
import { bearerToken, verifyToken } from "./token.ts";

/** How many Lambda containers answer for the authoriser, and how long each lives (world ms, at least and at most). */
export interface ContainerPlan {
  count: number;
  shortestLifeMs: number;
  longestLifeMs: number;
}

/** Two containers that live as long as the world's delays say. */
export const containersOf = ({ authoriserLifeShortestMs, authoriserLifeLongestMs }: Delays): ContainerPlan => ({
  count: 2,
  shortestLifeMs: authoriserLifeShortestMs,
  longestLifeMs: authoriserLifeLongestMs,
});

/** ISB v1.2.14's authoriser Lambda with the gateway's cache before it: Allow and Deny are kept by token, method and path. */
export function createAuthoriser({
  world,
  containers,
  configuration,
}: {
  world: World;
  containers: ContainerPlan;
  configuration: ConfigurationView;
}) {
  const { clock } = world;
  const answers = createKeptAnswers<boolean>({ clock, keepMs: world.delays.authoriserAnswerMs });
  const warm = new Map<number, { secret: string; until: number }>();

  /** A container reads the secret once in its life: after a rotation it refuses what is signed with the new one. */
  function secretOfSomeContainer(): string {
    const slot = world.wireRandom.between(0, containers.count - 1);
    const held = warm.get(slot);
    if (held && held.until > clock.now()) return held.secret;
    const lifeMs = world.wireRandom.between(containers.shortestLifeMs, containers.longestLifeMs);
    const fresh = { secret: jwtSecret(world), until: clock.now() + lifeMs };
    warm.set(slot, fresh);
    return fresh.secret;
  }

  async function decide({ header, method, path }: { header: string | undefined; method: string; path: string }) {
    const token = bearerToken(header);
    if (!token) return false;
    const secret = secretOfSomeContainer();
    const claims = await verifyToken(token, { secret, now: clock.now() }).catch(() => undefined);
    const roles = (claims?.user as { roles?: unknown } | undefined)?.roles;
    if (!Array.isArray(roles) || roles.length === 0) return false;
    const allowed = rolesFor(method, path);
    if (!allowed?.some((role) => roles.includes(role))) return false;
    // ISB v1.2.14 enforces maintenance mode here and nowhere else, and never against Admin.
    const open = !configuration.read().maintenanceMode || roles.includes("Admin");
    return open || (method === "GET" && path === "/configurations");
  }

  return {
    /** Whether a call may pass. `header` is the value sent under the exact name `Authorization`. */
    async allows(call: {
      identity: string;
      header: string | undefined;
      method: string;
      path: string;
    }): Promise<boolean> {
      const key = `${call.identity} ${call.method} ${call.path}`;
      const kept = answers.of(key);
      if (kept !== undefined) return kept;
      const allow = await decide(call);
      answers.put(key, allow);
      return allow;
    },
    /** Ends all containers: the next call starts one with the secret as it is then. Kept answers stay. */
    recycle: () => warm.clear(),
    reset: () => {
      warm.clear();
      answers.clear();
    },
  };
}

export type Authoriser = ReturnType<typeof createAuthoriser>;

import type { World } from "./world.ts";

/** Signs a person in to the access portal: its token, and until when it holds (world ms). The ended are forgotten. */
export function openPortalSession(world: World, userId: string): { accessToken: string; expiresAt: number } {
  const { identity } = world.state;
  const now = world.clock.now();
  const accessToken = `aoa${world.wireRandom.text(60)}`;
  const expiresAt = now + world.delays.portalSessionMs;
  const lasting = Object.entries(identity.portalTokens).filter(([, held]) => held.expiresAt > now);
  identity.portalTokens = { ...Object.fromEntries(lasting), [accessToken]: { userId, expiresAt } };
  return { accessToken, expiresAt };
}

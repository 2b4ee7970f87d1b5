import type { World } from "./world.ts";

/**
 * docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html: 8 hours unless set otherwise. Real ms:
 * a person signs in for a day of their own, and their SDK counts it by the machine's clock.
 */
export const portalSessionMs = 8 * 3_600_000;

/** Signs a person in to the access portal: its token, and until when it holds. Real ms both. The ended are forgotten. */
export function openPortalSession(
  world: World,
  { userId, now = Date.now() }: { userId: string; now?: number },
): { accessToken: string; expiresAt: number } {
  const { identity } = world.state;
  const accessToken = `aoa${world.wireRandom.text(60)}`;
  const expiresAt = now + portalSessionMs;
  const lasting = Object.entries(identity.portalTokens).filter(([, held]) => held.expiresAt > now);
  identity.portalTokens = { ...Object.fromEntries(lasting), [accessToken]: { userId, expiresAt } };
  return { accessToken, expiresAt };
}

import type { Session } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Gives out temporary credentials and remembers whose they are. The secret key opens nothing. They end in real time:
 * the SDKs renew them by the machine's own clock.
 */
export function openSession(
  world: World,
  { arn, userId, accountId, lifeMs }: Pick<Session, "arn" | "userId" | "accountId"> & { lifeMs: number },
): Session & { secretAccessKey: string } {
  const session: Session = {
    arn,
    userId,
    accountId,
    accessKeyId: `ASIA${world.wireRandom.text(16, upper)}`,
    sessionToken: world.wireRandom.text(120),
    expiresAt: Date.now() + lifeMs,
  };
  world.state.sessions.push(session);
  return { ...session, secretAccessKey: world.wireRandom.text(40) };
}

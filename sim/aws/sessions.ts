import { accountIds } from "../world/constants.ts";
import type { Session } from "../world/shapes.ts";
import type { Caller, Context } from "./operation.ts";
import type { LongLived } from "./sigv4.ts";

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Whoever signs with a long-lived key is the bot's own task in the hub account. */
const task: Caller = {
  arn: `arn:aws:sts::${accountIds.hub}:assumed-role/isb-bot-task/estate`,
  uniqueId: "AROAESTATEBOTTASK0000:estate",
  accountId: accountIds.hub,
};

/** Who signed. */
export function callerOf(signed: Session | LongLived): Caller {
  if (!("arn" in signed)) return task;
  const { arn, userId: uniqueId, accountId } = signed;
  return { arn, uniqueId, accountId };
}

/**
 * Gives out temporary credentials and remembers whose they are. They end in real time: the SDKs renew them by the
 * machine's own clock. The ended are forgotten an hour later, when nobody needs to hear of them any more.
 */
export function openSession(
  { world, wall }: Pick<Context, "world" | "wall">,
  { arn, userId, accountId, lifeMs }: Pick<Session, "arn" | "userId" | "accountId"> & { lifeMs: number },
): Session {
  const session: Session = {
    arn,
    userId,
    accountId,
    accessKeyId: `ASIA${world.wireRandom.text(16, upper)}`,
    secretAccessKey: world.wireRandom.text(40),
    sessionToken: world.wireRandom.text(120),
    expiresAt: wall.now() + lifeMs,
  };
  world.state.sessions = world.state.sessions.filter(({ expiresAt }) => expiresAt > wall.now() - 3_600_000);
  world.state.sessions.push(session);
  return session;
}

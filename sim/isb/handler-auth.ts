import { z } from "zod";
import { jwtSecret } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import { refuse } from "./errors.ts";
import { bearerToken, verifyToken } from "./token.ts";

const userShape = z.object({
  email: z.email(),
  roles: z.array(z.enum(["Admin", "Manager", "User"])),
  displayName: z.string().optional(),
  userName: z.string().optional(),
  userId: z.string().optional(),
});

/** The person a token names. ISB does not look them up: the email is taken as it is written. */
export type TokenUser = z.infer<typeof userShape>;

/** The handlers' own check of the token, after the authoriser's; ISB v1.2.14 keeps the secret 60 s. */
export function createHandlerAuth({ world }: { world: World }) {
  let kept: { secret: string; until: number } | undefined;

  return {
    /** 401 when the token does not hold, 400 when `user` is malformed: one unknown role is enough. */
    async user(header: string | undefined): Promise<TokenUser> {
      const now = world.clock.now();
      if (!kept || kept.until <= now) kept = { secret: jwtSecret(world), until: now + world.delays.handlerSecretMs };
      const token = bearerToken(header);
      const claims = token && (await verifyToken(token, { secret: kept.secret, now }).catch(() => undefined));
      if (!claims) throw refuse(401, "Invalid bearer token.");
      const user = userShape.safeParse(claims.user);
      if (!user.success) throw refuse(400, "Invalid user in bearer token.");
      return user.data;
    },
    reset: () => {
      kept = undefined;
    },
  };
}

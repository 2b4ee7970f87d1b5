import { SignJWT } from "jose";
import type { Clock } from "../../domain/clock.ts";
import type { JwtSecret } from "../secrets/jwt-secret.ts";
import type { Signer } from "./signer.ts";

const msPerSecond = 1000;
/** Long enough for a slow call and clocks a little apart, too short to be worth stealing. Seconds. */
const tokenLifeSeconds = 300;

/**
 * ISB 1.2's way: an HS256 token for one person and one call. Claims sit under `user`, the secret's characters are the key as they
 * are, and the scheme is exactly `Bearer`, one space (ISB v1.2.14 authorizer).
 */
export const createJwtSigner = ({ secret, clock }: { secret: JwtSecret; clock: Clock }): Signer => ({
  async sign(actor, tries) {
    const key = new TextEncoder().encode((await secret.read()).reveal());
    const issuedAt = Math.floor(clock.now() / msPerSecond);
    const token = await new SignJWT({ user: { email: actor.email, roles: [...actor.roles] } })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenLifeSeconds + tries)
      .sign(key);
    return { Authorization: `Bearer ${token}` };
  },
  async renew() {
    await secret.refresh();
  },
});

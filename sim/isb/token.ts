import { jwtVerify } from "jose";

/** Checks signature, `exp` and `nbf` of a token at world time `now`; throws what jose throws. */
export async function verifyToken(
  token: string,
  { secret, now }: { secret: string; now: number },
): Promise<Record<string, unknown>> {
  // ISB v1.2.14 passes no list of algorithms: HS256, HS384 and HS512 all pass, "none" does not, nor does `iat` matter.
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { currentDate: new Date(now) });
  return payload;
}

/** The token of exactly `Bearer`, one space, token; undefined for anything else. */
export function bearerToken(header: string | undefined): string | undefined {
  return header?.match(/^Bearer (\S+)$/)?.[1];
}

export type IsbRole = "Admin" | "Manager" | "User";

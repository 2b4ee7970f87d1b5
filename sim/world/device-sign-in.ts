import type { DeviceSignIn } from "./aws-shapes.ts";
import type { World } from "./world.ts";

/** The sign-in that shows this code and is not over; letter case and spaces are a person's own. `now`: real ms. */
export function signInByCode(
  world: World,
  { userCode, now = Date.now() }: { userCode: string; now?: number },
): DeviceSignIn | undefined {
  const wanted = userCode.trim().toUpperCase();
  return world.state.identity.deviceSignIns.find((known) => known.userCode === wanted && known.expiresAt > now);
}

/** What a person says to a sign-in: it goes on as them, or ends. */
export function answerSignIn(signIn: DeviceSignIn, { userId, allow }: { userId: string; allow: boolean }): void {
  if (allow) signIn.userId = userId;
  else signIn.denied = true;
}

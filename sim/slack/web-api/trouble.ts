import type { FaultOrder, Faults } from "../../world/faults.ts";

/** Troubles of calls; those of deliveries are in `delivery/trouble.ts`. */
const kinds = ["429", "error", "down", "slow", "lost-reply"];

/** What a 429 that was ordered tells the app to wait. */
export const retryAfterSeconds = 3;
const defaultSlowMs = 5_000;

/** The trouble that was ordered for a call of this method, used up by it. */
export function metByTrouble(faults: Faults, method: string): FaultOrder | undefined {
  return faults.take("slack", kinds, [method]);
}

/** Resolves once a slow call may be answered; real ms. */
export function slowness(order: FaultOrder): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, order.delayMs ?? defaultSlowMs).unref());
}

import { z } from "zod";
import { BadInput, exactly, oneOf, understood } from "../../input.ts";
import type { World } from "../../world/world.ts";
import type { ControlRoutes } from "./routes.ts";

/** A year and a day: whatever waits longer here is a mistake. */
const longestJumpMs = 366 * 24 * 3_600_000;

const wishShape = exactly({
  speed: z.number().positive().optional(),
  paused: z.boolean().optional(),
  jumpMs: z.number().positive().max(longestJumpMs).optional(),
  jump: oneOf("jump", ["next"]).optional(),
});

/**
 * `GET /_control/clock`, and `POST /_control/clock {speed?, paused?, jumpMs?, jump?: "next"}`: world ms, and the next
 * thing the world waits for. Slack, which lives in real time, is moved by none of them.
 */
export const clockRoutes = (world: World): ControlRoutes => ({
  "GET clock": () => world.clock.snapshot(),
  "POST clock": async (body) => {
    const { speed, paused, jumpMs, jump } = understood(wishShape, body);
    if (jumpMs !== undefined && jump !== undefined) throw new BadInput("jumpMs and jump are two jumps: give one.");
    const { clock } = world;
    clock.change({ speed, paused });
    const byMs = jump === "next" ? toNext(world) : (jumpMs ?? 0);
    const happened = new Set<string>();
    const stop = world.onHappened((kind) => happened.add(kind));
    if (byMs > 0) await clock.jump(byMs);
    stop();
    return { ok: true, ...clock.snapshot(), jumpedMs: byMs, happened: [...happened] };
  },
});

/** World ms until the next thing happens of itself; what waits for a part that does not run is none. */
function toNext({ clock, nextDueAt }: World): number {
  const next = nextDueAt();
  if (next === undefined) throw new BadInput("The world waits for nothing: there is no next thing to jump to.");
  return Math.max(1, next - clock.now());
}

import { z } from "zod";
import type { Clock } from "../../domain/clock.ts";
import { sleepUntil } from "./sleep-until.ts";

/** World milliseconds, and how many of them pass in a real one. */
const readingSchema = z.object({ now: z.number(), speed: z.number().positive(), paused: z.boolean() });
type Reading = z.infer<typeof readingSchema>;

const readAgainMs = 1_000;
const answerWithinMs = 2_000;
/** Readings differ by the network's delay; a fall greater than this, in real milliseconds, means the world was reset. */
const resetBehindMs = 5_000;
/** A wait that was to be over in this many real milliseconds may be one of the wire's: it stays that short when the world slows down. */
const longestOfTheWireMs = 60_000;
/** A reading further ahead than this, in real milliseconds, means that somebody moved the world on. */
const movedOnMs = 100;

export interface RemoteClock extends Clock {
  /** Ends the re-reading; the last reading goes on being used. */
  stop(): void;
}

/**
 * Somebody else's clock, read over HTTP about once a real second and reckoned locally in between.
 * It never runs backwards unless the remote was reset, and never keeps the process alive.
 * Rejects when the first reading fails; later failures go on with the last reading.
 */
export const remoteClock = async (options: { url: string; fetch?: typeof fetch }): Promise<RemoteClock> => {
  const ask = options.fetch ?? fetch;

  const read = async (): Promise<{ reading: Reading; at: number }> => {
    const sent = performance.now();
    const response = await ask(options.url, { signal: AbortSignal.timeout(answerWithinMs) });
    if (!response.ok) throw new Error(`the clock answered ${response.status}`);
    const reading = readingSchema.parse(await response.json());
    // The remote looked at its clock about half-way between question and answer.
    return { reading, at: (sent + performance.now()) / 2 };
  };

  let last = await read().catch((cause: unknown) => {
    throw new Error(`ISB_CLOCK_URL: no clock answers at ${options.url}`, { cause });
  });
  let shown = last.reading.now;

  const rate = (): number => (last.reading.paused ? 0 : last.reading.speed);
  const reckon = (): number => last.reading.now + (performance.now() - last.at) * rate();

  const now = (): number => {
    const reckoned = reckon();
    const wasReset = shown - reckoned > resetBehindMs * last.reading.speed;
    shown = wasReset ? reckoned : Math.max(shown, reckoned);
    return Math.round(shown);
  };

  let turn = new AbortController();
  const wakeSleepers = (): void => {
    turn.abort();
    turn = new AbortController();
  };

  const follow = (next: Awaited<ReturnType<typeof read>>): void => {
    const before = rate();
    const expected = last.reading.now + (next.at - last.at) * before;
    last = next;
    const ahead = next.reading.now - expected;
    if (rate() !== before || ahead > movedOnMs * next.reading.speed) wakeSleepers();
  };

  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    try {
      follow(await read());
    } catch {
      // The estate may be restarting; its clock goes on at the last known speed until it answers again.
    } finally {
      asking = false;
    }
  }, readAgainMs);
  timer.unref();

  return {
    now,
    sleep: (worldMs, signal) => {
      const wallMs = worldMs / last.reading.speed;
      const endBy = wallMs > longestOfTheWireMs ? Number.POSITIVE_INFINITY : performance.now() + wallMs + readAgainMs;
      return sleepUntil({
        now,
        realPerWorld: () => (rate() === 0 ? Number.POSITIVE_INFINITY : 1 / rate()),
        dueAt: now() + worldMs,
        signal,
        turned: () => turn.signal,
        endsEarly: () => rate() > 0 && performance.now() > endBy,
      });
    },
    wire: (realMs) => realMs * last.reading.speed,
    stop: () => clearInterval(timer),
  };
};

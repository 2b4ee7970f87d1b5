import { createMoments } from "./moments.ts";

/** What `GET /_control/clock` answers: world time and real time read at the same moment, both in ms since the epoch. */
export interface ClockSnapshot {
  now: number;
  real: number;
  speed: number;
  paused: boolean;
}

/** The estate's one clock. World time runs `speed` times faster than real time; every duration taken here is world time. */
export interface Clock {
  /** World ms since the epoch, a whole number. */
  now(): number;
  readonly speed: number;
  /** Resolves after `worldMs`; rejects with the signal's reason when aborted. */
  sleep(worldMs: number, signal?: AbortSignal): Promise<void>;
  /** Runs `run` once after `worldMs`, unless the answer is called first. Never keeps the process alive. */
  after(worldMs: number, run: () => void): () => void;
  snapshot(): ClockSnapshot;
  /** Goes on at another speed, stands still, or goes on again. Throws RangeError on a speed that is not above 0. */
  change(wish: { speed?: number | undefined; paused?: boolean | undefined }): void;
  /** Moves on by `worldMs` at once: what falls due on the way runs in order, each at its own time, and may set more. */
  jump(worldMs: number): Promise<void>;
  /** Goes on from this moment, world ms, and nothing happens on the way. Throws RangeError on one that is over. */
  skipTo(worldMs: number): void;
}

/** Node clamps longer timers to 1 ms, so longer waits are taken in pieces. */
const longestTimerMs = 2 ** 31 - 1;

/** World time starts at `startMs` (default: real now). `realNow`: real ms that only rise. */
export function createClock({
  speed: firstSpeed = 1,
  startMs = Date.now(),
  paused: firstPaused = false,
  realNow = () => performance.now(),
}: {
  speed?: number;
  startMs?: number;
  paused?: boolean;
  realNow?: () => number;
} = {}): Clock & { waiting(): number } {
  const moments = createMoments();
  /** What is so since the last change; while a jump is under way, time stands where the jump is. */
  let since = { worldMs: startMs, realMs: realNow() };
  let [speed, paused, jumping] = [checked(firstSpeed), firstPaused, false];
  let jumps: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const rate = () => (paused || jumping ? 0 : speed);
  const exact = () => since.worldMs + (realNow() - since.realMs) * rate();
  const now = () => Math.floor(exact());

  /** Sets the one timer of the process to the next moment. */
  function plan(): void {
    clearTimeout(timer);
    const next = moments.next();
    if (next === undefined || rate() === 0) return;
    const leftMs = Math.ceil((next - exact()) / speed);
    timer = setTimeout(happen, Math.min(Math.max(leftMs, 0), longestTimerMs));
    timer.unref();
  }

  function happen(): void {
    for (let run = moments.take(now()); run && rate() > 0; run = moments.take(now())) run();
    plan();
  }

  function change(wish: { speed?: number | undefined; paused?: boolean | undefined }): void {
    const wanted = wish.speed === undefined ? speed : checked(wish.speed);
    since = { worldMs: exact(), realMs: realNow() };
    speed = wanted;
    paused = wish.paused ?? paused;
    plan();
  }

  async function leap(worldMs: number): Promise<void> {
    const from = exact();
    jumping = true;
    since = { worldMs: from, realMs: realNow() };
    try {
      await settle();
      for (let next = moments.next(); next !== undefined && next <= from + worldMs; next = moments.next()) {
        since.worldMs = Math.max(since.worldMs, next);
        moments.take(next)?.();
        await settle();
      }
    } finally {
      since = { worldMs: Math.max(since.worldMs, from + worldMs), realMs: realNow() };
      jumping = false;
      plan();
    }
  }

  function after(worldMs: number, run: () => void): () => void {
    const cancel = moments.add(now() + Math.max(worldMs, 0), run);
    plan();
    return cancel;
  }

  return {
    now,
    get speed() {
      return speed;
    },
    after,
    sleep: sleepOn(after),
    snapshot: () => ({ now: now(), real: Date.now(), speed, paused }),
    change,
    jump: (worldMs) => {
      jumps = jumps.catch(() => {}).then(() => leap(worldMs));
      return jumps;
    },
    skipTo: (worldMs) => {
      if (worldMs < now()) throw new RangeError(`time does not run back from ${now()} to ${worldMs}`);
      since = { worldMs, realMs: realNow() };
      plan();
    },
    waiting: () => moments.count(),
  };
}

function checked(speed: number): number {
  if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`speed must be above 0, got ${speed}`);
  return speed;
}

/** A clock that stands still but for `advance`, for tests. */
export interface ManualClock extends Clock {
  /** Moves on by `worldMs`, running what falls due in order and letting its promises settle in between. */
  advance(worldMs: number): Promise<void>;
  /** How many timers are set. */
  waiting(): number;
}

/** See `ManualClock`. */
export function createManualClock({ startMs = Date.UTC(2026, 0, 5, 9) }: { startMs?: number } = {}): ManualClock {
  const clock = createClock({ startMs, paused: true });
  return Object.assign(clock, { advance: clock.jump });
}

/** Lets promise chains started by a timer set their next timer before the clock looks again. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function sleepOn(after: Clock["after"]): Clock["sleep"] {
  return (worldMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cancel = after(worldMs, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      const onAbort = () => {
        cancel();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
    });
}

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
}

/** Node clamps longer timers to 1 ms, so longer waits are taken in pieces. */
const longestTimerMs = 2 ** 31 - 1;

/** A clock that runs by itself. World time starts at `startMs` (default: real now). */
export function createClock({ speed = 1, startMs = Date.now() }: { speed?: number; startMs?: number } = {}): Clock {
  if (!(speed > 0)) throw new RangeError(`speed must be above 0, got ${speed}`);
  const realStartMs = performance.now();
  const now = () => Math.floor(startMs + (performance.now() - realStartMs) * speed);

  function after(worldMs: number, run: () => void): () => void {
    const due = now() + worldMs;
    let timer: NodeJS.Timeout;
    const arm = () => {
      const leftMs = Math.ceil((due - now()) / speed);
      timer = setTimeout(() => (now() >= due ? run() : arm()), Math.min(Math.max(leftMs, 0), longestTimerMs));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  }

  return {
    now,
    speed,
    after,
    sleep: sleepOn(after),
    snapshot: () => ({ now: now(), real: Date.now(), speed, paused: false }),
  };
}

/** A clock that moves only by `advance`, for tests. */
export interface ManualClock extends Clock {
  /** Moves on by `worldMs`, running what falls due in order and letting its promises settle in between. */
  advance(worldMs: number): Promise<void>;
  /** How many timers are set. */
  waiting(): number;
}

/** See `ManualClock`. */
export function createManualClock({ startMs = Date.UTC(2026, 0, 5, 9) }: { startMs?: number } = {}): ManualClock {
  let nowMs = startMs;
  const timers = new Set<{ due: number; run: () => void }>();

  function after(worldMs: number, run: () => void): () => void {
    const timer = { due: nowMs + Math.max(worldMs, 0), run };
    timers.add(timer);
    return () => timers.delete(timer);
  }

  async function advance(worldMs: number): Promise<void> {
    const target = nowMs + worldMs;
    await settle();
    for (;;) {
      const next = [...timers].sort((a, b) => a.due - b.due)[0];
      if (!next || next.due > target) break;
      timers.delete(next);
      nowMs = next.due;
      next.run();
      await settle();
    }
    nowMs = target;
  }

  return {
    now: () => nowMs,
    speed: 1,
    after,
    sleep: sleepOn(after),
    snapshot: () => ({ now: nowMs, real: Date.now(), speed: 1, paused: true }),
    advance,
    waiting: () => timers.size,
  };
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

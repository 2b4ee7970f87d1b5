/**
 * The one source of time for every timer, wake time, token time, reminder and give-up.
 * World time is the organisation's time; on a laptop it can run faster than the wall clock.
 */
export interface Clock {
  /** World time, milliseconds since the epoch. */
  now(): number;
  /** Resolves after `worldMs` of world time, or at once when `signal` aborts. Never rejects. */
  sleep(worldMs: number, signal?: AbortSignal): Promise<void>;
  /** What `realMs` of the wall clock is in world time: for limits of the wire (leases, heartbeats), which no one can hurry. */
  wire(realMs: number): number;
}

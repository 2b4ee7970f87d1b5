/** All of the wall clock, in milliseconds: pass them through `clock.wire`. */

/** How long a worker owns a job between two signs of life. */
export const leaseMs = 30_000;
/** What a lease should leave after the longest call, so that its reply can still be written down. */
export const afterCallMs = 15_000;
/** A lease is moved when it has become shorter than it should be by this much: each move costs an index write. */
export const leaseSlackMs = 10_000;
/** Clocks differ a little: a job is taken over only this long after its lease ran out. */
export const takeOverMarginMs = 5_000;
/** A worker says that often that it still lives. */
export const heartbeatMs = 10_000;

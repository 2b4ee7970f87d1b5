/** How long a worker owns a job between two signs of life, wall-clock milliseconds. */
export const leaseMs = 30_000;
/** What a lease should leave after the longest call, so that its reply can still be written down. */
export const afterCallMs = 15_000;
/** A lease is moved when it has become shorter than it should be by this much: each move costs an index write. */
export const leaseSlackMs = 10_000;

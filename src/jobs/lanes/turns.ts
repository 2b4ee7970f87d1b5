/** Whether a job may begin now what only so many may do at a time. */
export type Turn =
  | { is: "yours" }
  /** Not yet: it stands in line. `of` names the lane in plain words ("organisation writes"); look again after `afterMs` of world time. */
  | { is: "later"; afterMs: number; of: string };

/** Lanes that take so many jobs at a time, shared by all workers. Every call may be repeated: a job holds one place and stands in line once. */
export interface Turns {
  /** Never throws for a table that cannot be reached: then the job waits. Throws when nobody set up such a lane. */
  enter(lane: string, jobId: string): Promise<Turn>;
  /** Gives the place, or the place in line, to whoever comes next. Harmless for a job that has none. Throws when the table cannot be reached. */
  leave(lane: string, jobId: string): Promise<void>;
}

import type { FaultService } from "./fault-catalogue.ts";

/** A trouble ordered by hand over `POST /_control/fault`, or by chance. */
export interface FaultOrder {
  service: FaultService;
  /** Absent: any operation of the service. */
  operation?: string;
  kind: string;
  /** How many calls it meets. Default: 1, or no end when `forMs` or `always` is given. */
  times?: number;
  /** Until it is cleared. */
  always?: true;
  /** Real ms until it goes away by itself. */
  forMs?: number;
  /** For kinds that delay: world ms, but real ms for Slack, which lives in real time. */
  delayMs?: number;
  /** The ready set it came with. */
  trouble?: string;
}

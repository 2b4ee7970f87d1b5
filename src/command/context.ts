import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { Approvers } from "../queries/approvers.ts";
import type { JobReads } from "../queries/jobs.ts";
import type { Leases } from "../queries/leases.ts";
import type { People } from "../queries/people.ts";
import type { Templates } from "../queries/templates.ts";
import type { JobsPort } from "./ports.ts";
import type { Registry } from "./registry.ts";

/** What commands may use. Built once, in the composition root. */
export interface CommandContext {
  clock: Clock;
  log: Log;
  /** IANA zone for dates where the reader's own is not known. */
  timeZone: string;
  registry: Registry;
  leases: Leases;
  templates: Templates;
  approvers: Approvers;
  people: People;
  jobReads: JobReads;
  jobs: JobsPort;
}

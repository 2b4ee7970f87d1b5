import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import type { Person } from "../domain/person.ts";
import type { JobRequest } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Approvers } from "../queries/approvers.ts";
import type { JobReads } from "../queries/jobs.ts";
import type { Leases } from "../queries/leases.ts";
import type { People } from "../queries/people.ts";
import type { Templates } from "../queries/templates.ts";
import type { Answer } from "./answer.ts";
import type { CommandFacts } from "./facts.ts";
import type { Facts } from "./policy.ts";

// These stand together because they name each other: a command is asked with a context, which holds all commands, for help.

/** One request for a command, by a person whose rights are known. */
export interface Asked<A> {
  person: Person;
  args: A;
  context: CommandContext;
}

export type Outcome = { kind: "answer"; answer: Answer } | { kind: "start"; job: JobRequest };

/** A request looked into: what the policy must know of it, and what is done once the policy agrees. */
export interface Considered {
  facts: Facts;
  proceed(): Promise<Outcome>;
}

export interface Command extends CommandFacts {
  consider(asked: Asked<Record<string, unknown>>): Promise<Considered>;
}

/** Every command, in the order help shows them. */
export interface Registry {
  commands: readonly Command[];
  /** By full name; undefined when there is none. */
  find(name: string): Command | undefined;
}

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
  jobs: Jobs;
}

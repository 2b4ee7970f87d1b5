/** How long one thing takes in the world. */
export interface Delay {
  /** What it takes outside, ms; the usual where it varies. */
  realMs: number;
  /** What it takes here unless `--config` says otherwise, world ms; absent: as outside. */
  hereMs?: number;
  says: string;
  /** Where `realMs` is from. */
  source: string;
}

const isb = "github.com/aws-solutions/innovation-sandbox-on-aws v1.2.14";

/** Every delay of the world. The clock's speed hurries all of them; some are shorter here for those who wait. */
export const delayTable = {
  accessGrantMs: {
    realMs: 30_000,
    hereMs: 10_000,
    says: "From an account assignment to the role that can be reached through it.",
    source:
      "docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html: done later, no time promised",
  },
  eventDeliveryMs: {
    realMs: 500,
    says: "From an event put on ISB's bus to those who hear it.",
    source: "docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html: about half a second",
  },
  provisioningMs: {
    realMs: 8 * 60_000,
    hereMs: 3 * 60_000,
    says: "A blueprint's deployment, from the request to the lease that is Active.",
    source: `${isb}, blueprint deployment: a CloudFormation stack set, given up after deploymentTimeoutMinutes (30)`,
  },
  cleanupMs: {
    realMs: 12 * 60_000,
    hereMs: 10 * 60_000,
    says: "A cleanup run; each takes up to a quarter less or more.",
    source: `${isb}, account cleaner: two passes of CodeBuild, 60 min each at most, the state machine 12 h`,
  },
  leaseMonitorMs: {
    realMs: 3_600_000,
    says: "ISB's lease monitor runs this often.",
    source: `${isb}, lease monitor: rate(1 hour)`,
  },
} as const satisfies Record<string, Delay>;

/** World ms by name. */
export type Delays = Record<keyof typeof delayTable, number>;

/** What everything takes here unless somebody says otherwise. */
export const defaultDelays = Object.fromEntries(
  Object.entries(delayTable).map(([name, delay]: [string, Delay]) => [name, delay.hereMs ?? delay.realMs]),
) as Delays;

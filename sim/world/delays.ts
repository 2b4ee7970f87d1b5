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

/**
 * Every delay of the world. The clock's speed hurries all of them; some are shorter here for those who wait.
 * Not here: what goes by the machine's own clock (credentials, sign-ins, a queue's waits, all of Slack), and the
 * windows over which rates and quotas are counted, which stand beside their limits.
 */
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
  lateEventMs: {
    realMs: 5 * 60_000,
    says: "An event that is late is so much later, unless the order says otherwise.",
    source:
      "an estimate: docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html promises 24 hours of tries",
  },
  slowAnswerMs: {
    realMs: 10_000,
    says: "A slow answer of AWS or ISB takes so much longer, unless the order says otherwise.",
    source: "an estimate: long enough to be felt, and less than the 29 s after which API Gateway gives up",
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
  leaseMonitorWindowMs: {
    realMs: 5 * 60_000,
    hereMs: 0,
    says: "ISB's lease monitor may begin up to this much later.",
    source: `${isb}, lease monitor: flexible time window of its schedule`,
  },
  leaseMonitorReadsMs: {
    realMs: 5_000,
    says: "From the lease monitor's reading of all leases to its writing them back whole.",
    source: `${isb}, lease monitor: asks Cost Explorer in between; an estimate`,
  },
  cleanupInitialiseMs: {
    realMs: 2_000,
    says: "From a cleanup's start to its note on the account: two that start within it both run.",
    source: `${isb}, initialise-cleanup: looks for a running execution, then writes; an estimate`,
  },
  cleanupTimeoutMs: {
    realMs: 12 * 3_600_000,
    says: "After this a cleanup run ends without a word, and the account stays in CleanUp.",
    source: `${isb}, account cleaner: time-out of the state machine`,
  },
  driftScanMs: {
    realMs: 6 * 3_600_000,
    says: "ISB's drift monitor runs this often.",
    source: `${isb}, account drift monitoring: rate(6 hours)`,
  },
  driftScanWindowMs: {
    realMs: 30 * 60_000,
    says: "ISB's drift monitor may begin up to this much later.",
    source: `${isb}, account drift monitoring: flexible time window of its schedule`,
  },
  lifecycleRetryMs: {
    realMs: 2 * 60_000,
    says: "ISB's lifecycle Lambda tries an event again after this; all others wait behind it.",
    source: `${isb}, account lifecycle management: visibility time-out of its FIFO queue`,
  },
  lifecycleCopiesMs: {
    realMs: 5 * 60_000,
    says: "A copy of an event that comes within this is left out by the lifecycle Lambda's queue.",
    source:
      "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html",
  },
  lifecycleRetentionMs: {
    realMs: 4 * 3_600_000,
    says: "An event that waited this long for the lifecycle Lambda is given up.",
    source: `${isb}, account lifecycle management: retention of its FIFO queue`,
  },
  secretRotationMs: {
    realMs: 30 * 24 * 3_600_000,
    says: "ISB's JWT secret is rotated this often.",
    source: `${isb}, secret rotator: every 30 days`,
  },
  configurationPollMs: {
    realMs: 10 * 60_000,
    hereMs: 0,
    says: "Until ISB sees a change in AppConfig.",
    source: `${isb}: its AppConfig Lambda extension polls every 10 min`,
  },
  gatewayPatienceMs: {
    realMs: 29_000,
    says: "API Gateway gives up on a handler, which goes on.",
    source: "docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: integration timeout 29 s",
  },
  handlerLimitMs: {
    realMs: 60_000,
    says: "A handler of ISB's is ended.",
    source: `${isb}, API Lambdas: time-out 60 s`,
  },
  authoriserAnswerMs: {
    realMs: 5 * 60_000,
    says: "API Gateway keeps an answer of ISB's authoriser.",
    source: `${isb}, REST API: authorizer results are cached as long as AWS CDK says, 5 min`,
  },
  authoriserLifeShortestMs: {
    realMs: 5 * 60_000,
    says: "A container of ISB's authoriser lives at least so long, with the secret it read first.",
    source: "an estimate: AWS Lambda promises no life time; this is what shows of containers with little to do",
  },
  authoriserLifeLongestMs: {
    realMs: 15 * 60_000,
    says: "A container of ISB's authoriser lives at most so long.",
    source: "an estimate: AWS Lambda promises no life time; this is what shows of containers with little to do",
  },
  moveTriesShortestMs: {
    realMs: 5_000,
    says: "ISB tries a move that Organizations refuses at least so long before it says so.",
    source: `${isb}, Organizations client: five tries, from 1 s on`,
  },
  moveTriesLongestMs: {
    realMs: 14_000,
    says: "ISB tries a move that Organizations refuses at most so long before it says so.",
    source: `${isb}, Organizations client: five tries, from 1 s on`,
  },
  handlerSecretMs: {
    realMs: 60_000,
    says: "A handler of ISB's keeps the JWT secret.",
    source: `${isb}, API middleware: maxAge of the secret`,
  },
  separatorHoldMs: {
    realMs: 2_184 * 3_600_000,
    says: "The billing separator holds an account for so long.",
    source:
      "github.com/co-cddo/innovation-sandbox-on-aws-billing-seperator, shared constants: 2,184 h, which is 91 days",
  },
  separatorRetryMs: {
    realMs: 60_000,
    says: "The billing separator tries again what failed: a hold five times in all, a release three times.",
    source:
      "github.com/co-cddo/innovation-sandbox-on-aws-billing-seperator: visibility 60 s, 5 receives; Lambda's own two retries",
  },
  separatorTrailMs: {
    realMs: 13_000,
    says: "From a moved account to the billing separator's hearing of it.",
    source: "github.com/co-cddo/innovation-sandbox-on-aws-billing-seperator: 13 s noted, 15 to 90 s expected",
  },
  accountCreationMs: {
    realMs: 60_000,
    hereMs: 30_000,
    says: "From CreateAccount to the account that stands in the root.",
    source:
      "docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html: done later, a few minutes at most",
  },
  accountClosureMs: {
    realMs: 5 * 60_000,
    hereMs: 60_000,
    says: "From CloseAccount, which leaves the account PENDING_CLOSURE, to SUSPENDED.",
    source: "docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html: a few minutes",
  },
  accountSeenMs: {
    realMs: 2_000,
    says: "Until Organizations' reads show a moved account where it is.",
    source:
      "docs.aws.amazon.com/organizations/latest/userguide/orgs_troubleshoot_general.html: changes are not always visible at once",
  },
  stackStartsMs: {
    realMs: 30_000,
    hereMs: 15_000,
    says: "From an account's entry into the pool to the stack instance that is listed for it.",
    source:
      "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html: deployed by itself, no time promised",
  },
  stackDeploysMs: {
    realMs: 120_000,
    hereMs: 60_000,
    says: "From there to the stack instance that is CURRENT.",
    source: "github.com/co-cddo/innovation-sandbox-on-aws-utils: waits for it up to 300 s",
  },
  costsKnownMs: {
    realMs: 24 * 3_600_000,
    says: "Until Cost Explorer knows what was spent.",
    source: "docs.aws.amazon.com/cost-management/latest/userguide/ce-what-is.html: within 24 hours",
  },
  costsSettledMs: {
    realMs: 48 * 3_600_000,
    says: "Until what Cost Explorer says is no estimate any more.",
    source: "docs.aws.amazon.com/cost-management/latest/userguide/ce-what-is.html: bills follow in up to 48 hours",
  },
  userFoundMs: {
    realMs: 3_000,
    says: "Until a search for a new user finds them.",
    source: "an estimate: the service says nothing of when a search finds a new user",
  },
  billingViewUpdateMs: {
    realMs: 10_000,
    says: "A billing view's update, while it is UPDATING and takes no other.",
    source: "docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_billing_UpdateBillingView.html",
  },
} as const satisfies Record<string, Delay>;

/** World ms by name. */
export type Delays = Record<keyof typeof delayTable, number>;

/** What everything takes here unless somebody says otherwise. */
export const defaultDelays = Object.fromEntries(
  Object.entries(delayTable).map(([name, delay]: [string, Delay]) => [name, delay.hereMs ?? delay.realMs]),
) as Delays;

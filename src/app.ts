import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createCommands } from "../commands/index.ts";
import { remoteClock } from "./clients/clock/remote-clock.ts";
import { systemClock } from "./clients/clock/system-clock.ts";
import { createIdentityCenter } from "./clients/identity-center/create-identity-center.ts";
import { createIsb } from "./clients/isb/create-isb.ts";
import { createJwtSecret } from "./clients/secrets/secrets-manager-jwt-secret.ts";
import type { CommandContext } from "./command/context.ts";
import { createDispatcher } from "./command/dispatch.ts";
import { lanesOf } from "./config/lanes.ts";
import type { Config } from "./config.ts";
import type { Clock } from "./domain/clock.ts";
import { minutes } from "./domain/duration.ts";
import type { Log } from "./domain/log.ts";
import { within } from "./domain/within.ts";
import { createClaims } from "./jobs/claims/claims.ts";
import { jobView } from "./jobs/engine/progress.ts";
import { startFleet } from "./jobs/fleet.ts";
import { createIntake } from "./jobs/intake.ts";
import { createJobs } from "./jobs/jobs.ts";
import { createLanes } from "./jobs/lanes/lanes.ts";
import { createWorkflowRegistry } from "./jobs/registry.ts";
import { createJobStore } from "./jobs/store/job-store.ts";
import { createDynamoTable } from "./jobs/table/dynamo-table.ts";
import { startWorker, type Worker } from "./jobs/worker.ts";
import type { Workflow } from "./jobs/workflow.ts";
import { createApprovers } from "./queries/approvers.ts";
import type { IdentityRules } from "./queries/identity-rules.ts";
import { createJobReads } from "./queries/jobs.ts";
import { createLeases } from "./queries/leases.ts";
import { createPeople } from "./queries/people.ts";
import { createTemplates } from "./queries/templates.ts";
import { createWhoIs } from "./queries/who-is.ts";
import { createSlackApp, createSlackClient } from "./slack/bolt/create-app.ts";
import { createIncoming } from "./slack/bolt/incoming.ts";
import { createChoices } from "./slack/choices.ts";
import { type Outbox, startOutbox } from "./slack/outbox/outbox.ts";
import { createPoster } from "./slack/poster.ts";
import { createPrivateReplies } from "./slack/private-replies.ts";
import { createSlackDirectory } from "./slack/slack-people.ts";
import { type Parts, stopInOrder } from "./stopping.ts";
import { leaseAssign } from "./workflows/lease-assign/lease-assign.ts";

/** Wall-clock milliseconds. */
const choicesWithinMs = 2_500;

export interface Bot {
  /** Takes no more requests, answers the ones under way, lets go of its jobs. In 25 s of the wall clock at most. */
  stop(): Promise<void>;
}

const rulesOf = ({ slack, identity }: Config): IdentityRules => ({
  teamId: slack.teamId,
  ...(slack.enterpriseId ? { enterpriseId: slack.enterpriseId } : {}),
  groups: identity.groups,
  links: identity.links,
  elevated: identity.elevated,
  cacheMs: minutes(identity.cacheMinutes),
});

/** Every part of the bot, put together once. Resolves when it takes commands. */
export const startBot = async ({
  config,
  log,
  version,
  alive,
  clock: given,
  workflows: others = [],
}: {
  config: Config;
  log: Log;
  version: string;
  /** Absent: the one that the configuration names, else the system's. */
  clock?: Clock;
  /** Run beside the bot's own. */
  workflows?: readonly Workflow[];
  /** Called at least each second or two while the bot looks for work: silence means that it hangs. */
  alive?: () => void;
}): Promise<Bot> => {
  const { slack, isb: isbSettings, aws, sso, leases: limits, timeZone } = config;
  const remote = config.clockUrl && !given ? await remoteClock({ url: config.clockUrl }) : undefined;
  const clock = given ?? remote ?? systemClock();
  const newId = () => randomUUID();
  const random = Math.random;

  const dynamo = new DynamoDBClient({
    region: aws.region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  const client = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  const table = createDynamoTable(client, aws.tableName);

  // The worker and the outbox are rung by what is made before them.
  let worker: Worker | undefined;
  let outbox: Outbox | undefined;
  const { shape: setting } = config.jobs;
  const fleet = startFleet({ table, clock, random, newId, log, ...(setting === undefined ? {} : { setting }) });
  const store = createJobStore({ table, clock, newId, shape: fleet.shape, onVisible: () => outbox?.kick() });
  const { rates, turns, gate } = createLanes({
    lanes: lanesOf(config.lanes),
    table,
    store,
    clock,
    random,
    newId,
    log,
  });

  const secret = createJwtSecret({ secretId: isbSettings.jwtSecretPath, region: aws.region, clock, log });
  const isb = await createIsb({
    baseUrl: isbSettings.baseUrl,
    dialect: isbSettings.dialect,
    secret,
    clock,
    log,
    version,
    gate: gate("isb"),
  });
  const identityCenter = createIdentityCenter({ ...sso, clock, gate: gate("identity-center") });

  const rules = rulesOf(config);
  const web = createSlackClient(slack);
  const slackPeople = createSlackDirectory(web);
  const whoIs = createWhoIs({ slackPeople, identityCenter, rules, clock });
  const people = createPeople({ slackPeople, identityCenter, rules });
  const approvers = createApprovers({ identityCenter, groups: rules.groups, clock, cacheMs: rules.cacheMs });

  const workflows = createWorkflowRegistry([
    leaseAssign({
      isb,
      identityCenter,
      approversFor: async (leaseholderEmail) => (await approvers.besides(leaseholderEmail)).map(({ name }) => name),
      roleNow: async ({ slackId, teamId }, options) => (await whoIs(slackId, teamId, rules.enterpriseId, options)).role,
      limits,
      sso: { ...sso, namespace: config.namespace },
    }),
    ...others,
  ]);

  const claims = createClaims({ table, store, workflows, clock, newId });
  const jobs = createJobs({
    store,
    workflows,
    claims,
    kick: () => {
      worker?.kick();
      outbox?.kick();
    },
  });
  const requests = createIntake({ table, clock, newId });

  const registry = createCommands();
  const templates = createTemplates({ isb, clock });
  const leases = createLeases({ isb });
  const jobReads = createJobReads({ jobs });
  const context: CommandContext = {
    clock,
    log,
    timeZone,
    registry,
    leases,
    templates,
    approvers,
    people,
    jobReads,
    jobs,
  };

  const replies = createPrivateReplies({ client: web, log });
  const dispatcher = createDispatcher({ whoIs, context, isSharedChannel: slackPeople.isSharedChannel });
  const incoming = createIncoming({ requests, dispatcher, replies, log });
  const choices = createChoices({
    templates: async (person) => (await templates.recent(person)).items,
    ownLeases: async (person) => (await leases.own(person)).items,
    allLeases: async (person) => (await leases.all(person)).items,
    jobs: async (filter) => (await jobs.list(filter)).jobs,
    people: approvers.everybody,
  });
  // Slack gives a list of choices three seconds; an empty one says more than a broken one.
  const optionsFor: typeof choices = async (...asked) =>
    (await within(clock, choicesWithinMs, choices(...asked))) ?? [];
  const emailOf = async (slackId: string) => (await people.resolve({ slackId })).email;
  const app = createSlackApp({
    settings: slack,
    deps: { registry, incoming, replies, whoIs, emailOf, optionsFor, log },
  });

  worker = startWorker({
    store,
    workflows,
    clock,
    random,
    log,
    turns,
    claims,
    onIntake: incoming.resume,
    ...(alive ? { alive } : {}),
  });
  outbox = startOutbox({
    store,
    viewOf: (record) => jobView(record, workflows.find(record.workflow, record.major)),
    poster: createPoster(web),
    rates,
    replies,
    clock,
    random,
    log,
    opsChannels: slack.opsChannels,
    timeZone,
  });
  const parts: Parts = { slack: app, worker, incoming, outbox, fleet };
  await app.start();
  log.info({ dialect: isb.dialect, connection: slack.connection.kind, table: aws.tableName }, "ready");

  return {
    async stop() {
      await stopInOrder(parts, { clock, log });
      remote?.stop();
      dynamo.destroy();
    },
  };
};

import { randomUUID } from "node:crypto";
import { createCommands } from "../../commands/index.ts";
import { people, workspace } from "../../sim/people.ts";
import { createIdentityCenter } from "../../src/clients/identity-center/create-identity-center.ts";
import { createIsb } from "../../src/clients/isb/create-isb.ts";
import { createJwtSecret } from "../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import type { CommandContext } from "../../src/command/context.ts";
import { createDispatcher, type Reply } from "../../src/command/dispatch.ts";
import { readCommand } from "../../src/command/read.ts";
import { minutes } from "../../src/domain/duration.ts";
import { createJobs } from "../../src/jobs/jobs.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { createApprovers } from "../../src/queries/approvers.ts";
import type { IdentityLink, IdentityRules } from "../../src/queries/identity-rules.ts";
import { createJobReads } from "../../src/queries/jobs.ts";
import { createLeases } from "../../src/queries/leases.ts";
import { createPeople } from "../../src/queries/people.ts";
import { createTemplates } from "../../src/queries/templates.ts";
import { createWhoIs } from "../../src/queries/who-is.ts";
import { createSlackDirectory } from "../../src/slack/slack-people.ts";
import { leaseAssign } from "../../src/workflows/lease-assign/lease-assign.ts";
import { startEstate } from "../clients/estate.ts";
import { startTable } from "../servers/table.ts";
import { startSlack } from "../sim-slack/local-slack.ts";

export const personOf = (email: string) => {
  const found = people.find((person) => person.email.startsWith(`${email}@`));
  if (found === undefined) throw new Error(`nobody is called ${email}`);
  return found;
};

const linkOf = (email: string): IdentityLink => {
  const { slackId, identityId, email: address } = personOf(email);
  return { slackId, identityId: identityId ?? "", email: address };
};

/** manager2 is in the managers group, but nobody has linked them. */
export const rules: IdentityRules = {
  teamId: workspace.teamId,
  groups: {
    user: ["ndx_IsbUsersGroup"],
    manager: ["ndx_IsbManagersGroup"],
    admin: ["ndx_IsbAdminsGroup"],
  },
  links: [linkOf("admin1"), linkOf("manager1")],
  elevated: "link",
  cacheMs: minutes(5),
};

interface LogLine {
  level: string;
  context: object;
  message: string;
}

/** Every command behind its dispatcher, over a local Slack, Identity Center, ISB and job table. */
export const openHouse = async () => {
  const [estate, slack, table] = await Promise.all([startEstate(), startSlack(), startTable()]);
  await slack.control("limits", { enabled: false });
  const clock = estate.botClock;
  const logged: LogLine[] = [];
  const to = (level: string) => (context: object, message: string) => {
    logged.push({ level, context, message });
  };
  const log = { debug: to("debug"), info: to("info"), warn: to("warn"), error: to("error") };
  const identityCenter = createIdentityCenter({ ...estate.place, clock });
  const secretId = "/InnovationSandbox/ndx/Auth/JwtSecret";
  const isb = await createIsb({
    baseUrl: estate.isbUrl,
    dialect: "auto",
    secret: createJwtSecret({ ...estate.place, secretId, clock, log }),
    clock,
    log,
    version: "0",
    timeoutMs: 5_000,
  });
  const slackPeople = createSlackDirectory(slack.client);
  const whoIs = createWhoIs({ slackPeople, identityCenter, rules, clock });
  const approvers = createApprovers({ identityCenter, groups: rules.groups, clock, cacheMs: rules.cacheMs });
  const store = createJobStore({ table: table.table, clock, newId: randomUUID });
  // No worker runs the jobs here, so none would give back what it claims.
  const { claims: _, ...workflow } = leaseAssign({
    isb,
    identityCenter,
    approversFor: async (email) => (await approvers.besides(email)).map((approver) => approver.email),
    roleNow: async ({ slackId, teamId }, options) => (await whoIs(slackId, teamId, undefined, options)).role,
    limits: { approvalWaitDays: 14, provisioningMinutes: 30, accessMinutes: 5 },
    sso: {
      namespace: "ndx",
      startUrl: "https://d-estate.awsapps.com/start",
      region: "us-west-2",
      permissionSet: "ndx_IsbUsersPS",
    },
  });
  const jobs = createJobs({ store, workflows: createWorkflowRegistry([workflow]), kick: () => {} });
  const registry = createCommands();
  const context: CommandContext = {
    clock,
    log,
    timeZone: "Europe/London",
    registry,
    leases: createLeases({ isb }),
    templates: createTemplates({ isb, clock }),
    approvers,
    people: createPeople({ slackPeople, identityCenter, rules }),
    jobReads: createJobReads({ jobs }),
    jobs,
  };
  const dispatcher = createDispatcher({
    whoIs,
    context,
    isSharedChannel: slackPeople.isSharedChannel,
    newReference: () => "ref-1",
  });

  let deliveries = 0;
  return {
    estate,
    slack,
    isb,
    identityCenter,
    jobs,
    store,
    registry,
    logged,
    whoIs,
    context,
    /** One person types a command; a mistake in the text is a refusal too. */
    async ask(
      who: string,
      text: string,
      { channelId = "C0GENERAL", key = `delivery-${++deliveries}`, teamId = workspace.teamId as string } = {},
    ): Promise<Reply> {
      // People take a moment to type. Nobody asks two hundred times in one minute, which ISB's firewall would stop.
      await estate.clock.advance(2_000);
      const reading = readCommand(text, registry);
      if (reading.kind === "mistake") return { kind: "refused", problem: reading.problem };
      if (reading.kind === "form") throw new Error(`${text} opens a form`);
      const command = reading.kind === "menu" ? "menu" : reading.command.name;
      const args = reading.kind === "menu" ? {} : reading.args;
      return dispatcher.dispatch({ key, command, args, slackUserId: personOf(who).slackId, teamId, channelId });
    },
    async close() {
      await Promise.all([estate[Symbol.asyncDispose](), slack.close(), table.close()]);
    },
  };
};
export type House = Awaited<ReturnType<typeof openHouse>>;

/** A reply in one line: what a table of decisions compares. */
export const gist = (reply: Reply): string => {
  if (reply.kind === "refused") return `refused: ${reply.problem.code}`;
  return reply.kind === "started" ? "started" : `answer: ${reply.answer.text.split("\n")[0]}`;
};

import { randomUUID } from "node:crypto";
import { workspace } from "../../sim/people.ts";
import { createDispatcher } from "../../src/command/dispatch.ts";
import { secret } from "../../src/domain/secret.ts";
import { createIntake, type Intake } from "../../src/jobs/intake.ts";
import { createDynamoTable } from "../../src/jobs/table/dynamo-table.ts";
import { createSlackApp, createSlackClient } from "../../src/slack/bolt/create-app.ts";
import { createIncoming, type Incoming } from "../../src/slack/bolt/incoming.ts";
import { createChoices } from "../../src/slack/choices.ts";
import { createPrivateReplies, type PrivateReplies } from "../../src/slack/private-replies.ts";
import { createSlackDirectory } from "../../src/slack/slack-people.ts";
import { type House, openHouse, personOf } from "../commands/house.ts";
import { documentClient } from "../jobs/document-client.ts";
import { type LossyProxy, startLossyProxy } from "../servers/lossy-proxy.ts";
import { startTable } from "../servers/table.ts";
import type { Answer } from "../sim-slack/local-slack.ts";

/** Everything that crossed the wire between Slack and the bot. */
export interface Crossing {
  n: number;
  dir: "in" | "out";
  kind: string;
  summary: string;
  payload: Record<string, unknown>;
}

/** A real Bolt app with the bot's listeners, over real commands; what people ask is written down behind a lossy wire. */
export interface Listening extends House {
  incoming: Incoming;
  requests: Intake;
  replies: PrivateReplies;
  /** In front of the table where requests are written down. */
  intakeWire: LossyProxy;
  /** A person types a slash command. */
  type(who: string, text: string, channel?: string): Promise<Answer>;
  /** What came from and went to Slack since the last `forget`. */
  crossings(): Promise<Crossing[]>;
  forget(): Promise<void>;
  /** Private messages of a person in a channel since the last `forget`. */
  heard(who: string, channel?: string): Promise<Answer[]>;
  stop(): Promise<void>;
}

export const startListening = async (): Promise<Listening> => {
  const house = await openHouse();
  const { slack, registry, context, whoIs, estate } = house;
  const intakeTable = await startTable();
  const intakeWire = await startLossyProxy(intakeTable.endpoint);
  const { client: document, destroy } = documentClient(intakeWire.url);
  const settings = {
    botToken: secret(workspace.botToken),
    connection: { kind: "socket" as const, appToken: secret(workspace.appToken) },
    apiUrl: `${slack.url}/api/`,
  };
  const web = createSlackClient(settings);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const replies = createPrivateReplies({ client: web, log });
  const requests = createIntake({
    table: createDynamoTable(document, intakeTable.name),
    clock: estate.botClock,
    newId: randomUUID,
  });
  const { isSharedChannel } = createSlackDirectory(web);
  const dispatcher = createDispatcher({ whoIs, context, isSharedChannel });
  const incoming = createIncoming({ requests, dispatcher, replies, log });
  const optionsFor = createChoices({
    templates: async (person) => (await context.templates.recent(person)).items,
    ownLeases: async (person) => (await context.leases.own(person)).items,
    allLeases: async (person) => (await context.leases.all(person)).items,
    jobs: async (filter) => (await house.jobs.list(filter)).jobs,
    people: context.approvers.everybody,
  });
  const emailOf = async (slackId: string) => (await context.people.resolve({ slackId })).email;
  const app = createSlackApp({ settings, deps: { registry, incoming, replies, whoIs, emailOf, optionsFor, log } });
  await app.start();

  let seen = 0;
  let since = 0;
  const crossings = async () => {
    const { log: entries } = (await slack.read(`log?since=${seen}`)) as unknown as { log: Crossing[] };
    return entries;
  };
  return {
    ...house,
    incoming,
    requests,
    replies,
    intakeWire,
    crossings,
    type: (who, text, channel = "C0GENERAL") =>
      slack.control("command", { user: personOf(who).slackId, channel, command: "/isb", text }),
    async forget() {
      await incoming.idle();
      seen = (await crossings()).at(-1)?.n ?? seen;
      since = Date.now() / 1000;
    },
    async heard(who, channel = "C0GENERAL") {
      const all = await slack.messages(channel, personOf(who).slackId);
      return all.filter(({ ts, ephemeral }) => Number(ts) > since && ephemeral === true);
    },
    async stop() {
      await app.stop();
      await incoming.idle();
      destroy();
      await intakeWire.close();
      await intakeTable.close();
      await house.close();
    },
  };
};

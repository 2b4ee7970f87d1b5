import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { openHouse } from "../../e2e/house.ts";

/**
 * Records jobs from real runs against the estate: `node test/jobs/histories/record.ts <folder> <commit> [<name>...]`.
 * It uses only what every build's tests have, so that it also runs in the checkout of an older one. See README.md.
 */

type Item = Record<string, unknown> & { pk: string; v: number; state: string; operations: Record<string, string> };
type House = Awaited<ReturnType<typeof openHouse>>;

interface Way {
  name: string;
  user: string;
  words: string;
  trouble?: Parameters<House["fault"]>[0];
  /** The job is taken as it lies in the table the first time that this is so. */
  when: (item: Item) => boolean;
  /** What it waits for comes about by itself: the world is kept as it is after that, so that the job can go on in it. */
  goesOn?: true;
  /** What somebody types once it stands there, given the job's id. */
  afterwards?: { when: (item: Item) => boolean; words: (jobId: string) => string };
}

const isAt = (step: string) => (item: Item) =>
  item.leaseUntil === undefined && Object.values(item.operations).some((text) => JSON.parse(text).Name === step);
const is = (state: string) => (item: Item) => item.state === state;

const ways: readonly Way[] = [
  { name: "done", user: "U0USER1", words: "lease assign empty-sandbox", when: is("succeeded") },
  {
    name: "needs-approval",
    user: "U0USER2",
    words: "lease assign data-lab --comment census",
    when: is("needs-approval"),
  },
  {
    name: "being-set-up",
    user: "U0USER1",
    words: "lease assign council-chatbot",
    when: isAt("wait-until-active"),
    goesOn: true,
  },
  {
    name: "failed",
    user: "U0USER1",
    words: "lease assign council-chatbot",
    trouble: { service: "isb", kind: "provisioning-fails" },
    when: is("failed"),
  },
  {
    name: "parked",
    user: "U0USER1",
    words: "lease assign empty-sandbox",
    trouble: { service: "isb", operation: "POST /leases", kind: "504-rolled-back", times: 2 },
    when: is("parked"),
  },
  {
    name: "cancelled",
    user: "U0USER2",
    words: "lease assign data-lab --comment census",
    when: is("cancelled"),
    afterwards: { when: is("needs-approval"), words: (jobId) => `job cancel ${jobId}` },
  },
];

const [, , folder = "", build = "", ...wanted] = process.argv;
mkdirSync(folder, { recursive: true });

const record = async ({ name, user, words, trouble, when, afterwards, goesOn }: Way): Promise<void> => {
  const house = await openHouse();
  const raw = new DynamoDBClient({
    endpoint: house.urls.table,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const client = DynamoDBDocumentClient.from(raw);
  const { TableNames: [TableName] = [] } = await raw.send(new ListTablesCommand({}));
  /** The job's item first, then what lies beside it. */
  const lying = async (): Promise<Item[]> => {
    const { Items: items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return (items as Item[]).filter(({ pk }) => pk.startsWith("JOB#")).toSorted((a, b) => a.pk.length - b.pk.length);
  };
  const until = async (isSo: (item: Item) => boolean): Promise<Item[]> => {
    const end = performance.now() + 60_000;
    for (;;) {
      const [job, ...beside] = await lying();
      if (job && isSo(job)) return [job, ...beside];
      if (performance.now() > end) throw new Error(`${name}: the job did not come to where it is to be recorded`);
      await sleep(5);
    }
  };

  if (trouble) house.fault(trouble);
  await house.send(user, words);
  if (afterwards) {
    const [job] = await until(afterwards.when);
    await house.send(user, afterwards.words(String(job?.pk).slice("JOB#".length)));
  }
  const items = await until(when);
  const recordedAt = house.world.clock.now();
  if (goesOn) await until(({ due }) => due === undefined);
  const { isb, identity } = house.world.state;
  const lease = isb.leases.find(({ comments }) => comments?.includes(String(items[0]?.pk).slice("JOB#".length)));
  const accounts = isb.accounts.filter(({ awsAccountId }) => awsAccountId === lease?.awsAccountId);
  const assignments = identity.assignments.filter(({ accountId }) => accountId === lease?.awsAccountId);
  const history = { build, recordedAt, items, world: { leases: lease ? [lease] : [], accounts, assignments } };
  writeFileSync(join(folder, `${name}--${build}.json`), `${JSON.stringify(history, null, 2)}\n`);
  raw.destroy();
  await house.close();
};

for (const way of ways.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await record(way);

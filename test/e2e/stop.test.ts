import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Bot, startBot } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { seconds } from "../../src/domain/duration.ts";
import { steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { createHurriedClock, type HurriedClock } from "../fakes/hurried-clock.ts";
import { newJob } from "../jobs/new-job.ts";
import { botEnvironment, estateConfig } from "../servers/bot-settings.ts";
import { type LossyProxy, startLossyProxy } from "../servers/lossy-proxy.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  // The bots here have clocks of their own: a world that ran ahead of them would take their tokens for old ones.
  house = await openHouse({ speed: 1 });
  await house.stopBot();
  await house.control("slack", "/limits", { enabled: false });
});
afterAll(() => house.close());

/** Of one test: a table of its own, and the wires by which the first bot reaches it and Slack. */
let table: TestTable;
let wires: { slack: LossyProxy; table: LossyProxy };
let asked: string[];
let inStep: boolean;
const bots: Bot[] = [];
beforeEach(async () => {
  table = await startTable();
  wires = { slack: await startLossyProxy(house.urls.slack), table: await startLossyProxy(table.endpoint) };
  [asked, inStep] = [[], false];
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await Promise.all([wires.slack.close(), wires.table.close(), table.close()]);
});

/** Its one call never comes back, and heeds nothing. */
const hanging = (): Workflow => ({
  name: "test",
  major: 1,
  input: z.object({}),
  ...steps<object>()
    .step("hang", {
      title: "Hang",
      look: async () => toDo,
      act: () => {
        inStep = true;
        return new Promise<never>(() => {});
      },
    })
    .result(() => null),
});

const start = async (clock: HurriedClock, urls: { slack: string; table: string }): Promise<Bot> => {
  const env = botEnvironment({
    ...house.urls,
    ...urls,
    tableName: table.name,
    configPath: "config.yaml",
  });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = urls.table;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const config = loadConfig(env, () => estateConfig);
  return startBot({ config, log, version: "test", clock, workflows: [hanging()] });
};

const holdAll = (wire: LossyProxy, part: string, like: (path: string) => boolean = () => true) =>
  wire.hold(({ path }) => {
    if (like(path)) asked.push(`${part} ${path}`);
    return like(path);
  });
const isAsked = (what: string) => expect.poll(() => asked.some((each) => each.includes(what)), { timeout: 10_000 });
const sockets = async () =>
  ((await house.control("slack", "/state")) as { app: { connections: number } }).app.connections;

describe("a bot that is told to end", () => {
  it("has ended well before 30 s of the wall clock, though Slack, the table and a step all hang", async () => {
    const clock = createHurriedClock();
    const bot = await start(clock, { slack: wires.slack.url, table: wires.table.url });
    const slackGoesOn = holdAll(wires.slack, "Slack");
    const store = createJobStore({ table: table.table, clock, newId: randomUUID });
    await store.create(newJob());
    await house.send("U0USER1", "lease list");
    await isAsked("chat.postMessage").toBe(true);
    await isAsked("users.info").toBe(true);
    await expect.poll(() => inStep, { timeout: 10_000 }).toBe(true);
    const tableGoesOn = holdAll(wires.table, "the table");
    await isAsked("the table").toBe(true);

    clock.hurry(20);
    const asOf = clock.now();
    await bot.stop();
    const tookMs = clock.now() - asOf;
    expect(tookMs).toBeLessThan(seconds(26));
    // Everything did hang: nothing let go by itself.
    expect(tookMs).toBeGreaterThan(seconds(20));
    expect(await sockets()).toBe(0);
    slackGoesOn();
    tableGoesOn();
  });

  it("leaves Slack first: others get what is asked from then on, while it still answers what it acknowledged", async () => {
    const bot = await start(createHurriedClock(), { slack: wires.slack.url, table: wires.table.url });
    const goOn = holdAll(wires.slack, "Slack", (path) => path.includes("users.info"));
    const since = Date.now() / 1000;
    const acknowledged = await house.send("U0USER1", "lease list");
    expect(acknowledged.error).toBeUndefined();
    await isAsked("users.info").toBe(true);
    bots.push(await start(createHurriedClock(), { slack: house.urls.slack, table: table.endpoint }));

    let ended = false;
    const stopping = bot.stop().then(() => {
      ended = true;
    });
    // The two of the other.
    await expect.poll(sockets, { timeout: 1_000 }).toBe(2);
    for (let n = 0; n < 5; n += 1) expect((await house.say("U0USER2", "lease list")).state).toBe("answered");
    expect(ended).toBe(false);
    const heard = await house.listen("U0USER1", since, { until: () => true });
    expect(heard.private).toEqual([]);
    goOn();
    await stopping;
    expect((await house.listen("U0USER1", since)).state).toBe("answered");
  });
});

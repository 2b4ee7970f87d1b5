import type { ChildProcess } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { botEnvironment, estateConfig } from "../servers/bot-settings.ts";
import { startChild, stopChild } from "../servers/child.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createTalk, type Talk } from "./talk.ts";

let table: TestTable;
let estate: ChildProcess;
let talk: Talk;
let isbUrl: string;
let startBot: () => Promise<ChildProcess>;
const bots: ChildProcess[] = [];

beforeAll(async () => {
  table = await startTable();
  const world = await startChild(
    "sim/main.ts",
    ["--slack-port", "0", "--aws-port", "0", "--isb-port", "0", "--speed", "60"],
    { LOG_LEVEL: "silent" },
    (line) => line.event === "estate-ready",
  );
  estate = world.child;
  const { slack, aws, isb } = world.line as { slack: string; aws: string; isb: string };
  isbUrl = isb;
  talk = createTalk(slack);
  await talk.post("/limits", { enabled: false });
  const folder = mkdtempSync(join(tmpdir(), "isb-kill-"));
  const configPath = join(folder, "config.yaml");
  writeFileSync(configPath, estateConfig);
  const env = {
    ...botEnvironment({ slack, aws, isb, table: table.endpoint, tableName: table.name, configPath }),
    ISB_ALIVE_FILE: join(folder, "alive"),
  };
  startBot = async () => {
    const { child } = await startChild("src/main.ts", [], env, (line) => line.msg === "ready");
    bots.push(child);
    return child;
  };
});
afterAll(async () => {
  for (const bot of bots) bot.kill("SIGKILL");
  await stopChild(estate);
  await table.close();
});

const kill = async (bot: ChildProcess) => {
  const gone = new Promise((resolve) => bot.once("exit", resolve));
  bot.kill("SIGKILL");
  await gone;
};

const leasesOf = async (email: string) => {
  const world = (await (await fetch(`${isbUrl}/_control/world`)).json()) as {
    isb: { leases: Record<string, { userEmail: string; status: string }> };
  };
  return Object.values(world.isb.leases).filter(({ userEmail }) => userEmail === email);
};

describe("the bot is killed in the middle", () => {
  it.each([
    [
      "while the account is set up",
      "U0USER1",
      "user1@example.gov.uk",
      (title: string) => title.includes("account is set up"),
    ],
    ["as soon as the card is there", "U0USER2", "user2@example.gov.uk", (title: string) => title.includes("step")],
  ])(
    "%s, started again, and the same card goes on to the end: one lease, one card",
    async (_, user, email, now) => {
      const first = await startBot();
      const since = Date.now() / 1000;
      await talk.send(user, "lease assign council-chatbot");
      await talk.listen(user, since, { until: ({ card }) => now(card?.text ?? "") });
      await kill(first);
      await startBot();
      // The dead worker's lease has to run out first: 50 s of the wall clock at most, when it died in the middle of a call.
      const done = await talk.listen(user, since, { withinMs: 75_000 });
      expect(done.state).toBe("succeeded");
      expect(done.thread).toHaveLength(1);
      expect(done.dm).toHaveLength(1);
      const cards = (await talk.messages("C0GENERAL")).filter(
        ({ metadata }) => metadata?.event_payload.key === `${done.jobId}#card`,
      );
      expect(cards).toHaveLength(1);
      expect((await leasesOf(email)).map(({ status }) => status)).toEqual(["Active"]);
      await kill(bots.pop() as ChildProcess);
    },
    100_000,
  );
});

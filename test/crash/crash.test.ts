import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { workspace } from "../../sim/people.ts";
import { type BotLauncher, createBotLauncher } from "./bot-process.ts";
import { sampled, sharded } from "./choose.ts";
import { differences } from "./differences.ts";
import { runMatrix } from "./matrix.ts";
import { outcomeOf } from "./outcome.ts";
import { play } from "./play.ts";
import { describe as told } from "./points.ts";
import { scenarios } from "./scenarios.ts";
import { openStage, type Stage } from "./stage.ts";

const sampleSize = 12;
/** Each is played once undisturbed before anybody is killed, so not all of them take part here. */
const sampleOf = new Set(["approved", "always", "each"]);

describe("a bot killed in the middle", () => {
  it(`leaves to the next what an undisturbed run leaves: ${sampleSize} of their points (npm run test:crash tries all)`, async () => {
    const report = await runMatrix({
      scenarios: scenarios.filter(({ name }) => sampleOf.has(name)),
      choose: (points) => sampled(points, sampleSize, 1),
      lanes: 4,
      tell: () => undefined,
    });
    expect(report.failures.map(({ point, why }) => `${told(point)}: ${why}`)).toEqual([]);
    expect(report.recovered + report.unmet.length).toBe(sampleSize);
    expect(report.recovered).toBeGreaterThan(sampleSize / 2);
  }, 240_000);

  it("is tried in every workflow there is", () => {
    const folder = fileURLToPath(new URL("../../src/workflows", import.meta.url));
    const workflows = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const played = new Set(scenarios.map(({ workflow }) => workflow));
    expect(workflows.length).toBeGreaterThan(0);
    expect(workflows.map(({ name }) => name).filter((name) => !played.has(name))).toEqual([]);
  });

  it("is tried at every point by the shards together, at none of them twice", () => {
    const all = Array.from({ length: 11 }, (_, at) => at);
    const shards = ["1/3", "2/3", "3/3"].flatMap((shard) => sharded(all, shard));
    expect(shards.toSorted((a, b) => a - b)).toEqual(all);
  });
});

describe("what a run left behind", () => {
  let launcher: BotLauncher;
  beforeAll(() => {
    launcher = createBotLauncher();
  });
  afterAll(() => launcher.close());

  it("is the same after two undisturbed runs", async () => {
    const [scenario] = scenarios.filter(({ name }) => name === "own-empty");
    if (!scenario) throw new Error("there is no such scenario");
    const [first, second] = await Promise.all([play(scenario, launcher), play(scenario, launcher)]);
    expect(differences(first.outcome, second.outcome)).toEqual([]);
    expect(JSON.stringify(first.outcome)).toContain("is ready");
  }, 60_000);

  const post = (stage: Stage, method: string, body: object) =>
    fetch(`${stage.proxy.urls.slack}/api/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${workspace.botToken}` },
      body: JSON.stringify(body),
    });
  const metadata = { event_type: "isb_job", event_payload: { key: "abc#end" } };
  const message = { channel: "C0GENERAL", text: "It is done.", metadata };

  it.each([
    ["a message posted twice", (stage: Stage) => post(stage, "chat.postMessage", message)],
    [
      "a lease more",
      async ({ world }: Stage) => {
        world.state.isb.leases.push({ ...world.state.isb.leases[0], uuid: "another" } as never);
      },
    ],
    [
      "an account moved",
      async ({ world }: Stage) => {
        const [account] = world.state.organisation.accounts;
        if (account) account.parentId = "elsewhere";
      },
    ],
    [
      "a changing call more, even one that was refused",
      (stage: Stage) => fetch(`${stage.proxy.urls.isb}/prod/leases`, { method: "POST", body: "{}" }),
    ],
  ])("shows %s", async (_, meddle) => {
    const stage = await openStage(() => false);
    onTestFinished(stage.close);
    await post(stage, "chat.postMessage", message);
    const before = await outcomeOf(stage);
    expect(differences(before, await outcomeOf(stage))).toEqual([]);
    await meddle(stage);
    expect(differences(before, await outcomeOf(stage))).not.toEqual([]);
  });
});

import { afterEach, it } from "vitest";
import { seconds } from "../../src/domain/duration.ts";
import { pump } from "../fakes/pump.ts";
import { type Stage, startStage } from "./stage.ts";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

it("messages of jobs that this build cannot take keep nobody from sending those behind them", async () => {
  stage = await startStage();
  const { begin, startOutbox, store, clock } = stage;
  const newer = new Set<string>();
  for (let n = 0; n < 60; n += 1) newer.add(await begin());
  await clock.advance(1);
  const id = await begin();
  startOutbox({
    store: { claimOutbox: async (job, until) => (newer.has(job) ? undefined : store.claimOutbox(job, until)) },
  });
  await pump(clock, async () => (await store.get(id))?.sentRev === 1, { stepMs: 250, mostMs: seconds(9) });
});

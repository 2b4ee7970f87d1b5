import { expect, it } from "vitest";
import { rateStateOf, ticket, type Wire } from "../../src/jobs/lanes/rate.ts";

const onceASecond = [{ takes: 1, perMs: 1_000, burst: 1 }];
const at =
  (speed: number): Wire =>
  (realMs) =>
    realMs * speed;

it("turns given while the world was hurried keep nobody waiting longer once it is slow, nor shorter once it is hurried", () => {
  for (const [before, after] of [
    [1_200, 15],
    [15, 1_200],
    [60, 1],
    [1, 60],
  ] as const) {
    let state = rateStateOf({ pk: "LANE#posts" });
    const now = 1_000_000;
    for (let n = 0; n < 5; n += 1) state = ticket(state, onceASecond, { now, wire: at(before), urgent: false }).next;
    const turn = ticket(rateStateOf({ pk: "LANE#posts", ...state }), onceASecond, {
      now,
      wire: at(after),
      urgent: false,
    });
    expect((turn.at - now) / after).toBeCloseTo(5_000);
  }
});

it("where the two clocks are one, a lane's item holds nothing of it", () => {
  const { next } = ticket(rateStateOf({ pk: "LANE#posts" }), onceASecond, { now: 5, wire: at(1), urgent: false });
  expect(next).not.toHaveProperty("perReal");
});

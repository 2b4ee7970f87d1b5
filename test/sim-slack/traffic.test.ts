import { expect, test } from "vitest";
import { createTraffic } from "../../sim/slack/traffic.ts";
import { handClock } from "./local-slack.ts";

const crossing = (payload: unknown) => ({ dir: "in", kind: "web-api", summary: "chat.update", payload }) as const;
const numbers = (traffic: ReturnType<typeof createTraffic>) => traffic.since(0).log.map(({ n }) => n);
const record = (most: { entries: number; bytes: number }) => createTraffic({ wall: handClock(), secrets: [], most });

test.each([
  ["many", { entries: 3, bytes: 1e6 }, "x"],
  ["large", { entries: 1e6, bytes: 5_000 }, { rows: [{ text: "x".repeat(500) }, { text: "y".repeat(500) }] }],
])("of %s entries the oldest go first", (_, most, payload) => {
  const traffic = record(most);
  for (let n = 1; n <= 10; n += 1) traffic.add(crossing(payload));
  expect(numbers(traffic)).toEqual([8, 9, 10]);
});

test("an answer counts when it is learned, and one of an entry that is gone counts for nothing", () => {
  const traffic = record({ entries: 10, bytes: 3_000 });
  const first = traffic.add(crossing("x".repeat(1_000)));
  const second = traffic.add(crossing("x"));
  const large = { answer: "x".repeat(2_500) };
  traffic.learn(second, large);
  expect(numbers(traffic)).toEqual([2]);
  traffic.learn(first, large);
  expect(numbers(traffic)).toEqual([2]);
});

test("a record that was cleared has its whole room again", () => {
  const traffic = record({ entries: 10, bytes: 1_000 });
  traffic.add(crossing("x".repeat(600)));
  traffic.clear();
  traffic.add(crossing("x"));
  traffic.add(crossing("x"));
  expect(numbers(traffic)).toEqual([2, 3]);
});

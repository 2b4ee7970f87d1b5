import { describe, expect, it } from "vitest";
import { minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { done, type StepRules, steps, toDo, type WaitRules } from "../../src/jobs/shapes.ts";

type Step = StepRules<unknown, Record<never, never>, null>;
type Wait = WaitRules<unknown, Record<never, never>, null>;

const step = (more: Partial<Step> = {}): Step => ({
  title: "A step",
  look: async () => toDo,
  act: async () => null,
  ...more,
});
const wait = (more: Partial<Wait> = {}): Wait => ({
  title: "A wait",
  look: async () => done(null),
  every: () => 1,
  giveUpAfterMs: 1,
  giveUp: () => new Problem("gave-up", "never", { next: "-" }),
  ...more,
});
const list = () => steps<unknown>();

describe("a workflow is refused when it is defined", () => {
  it.each<[string, () => unknown, string]>([
    ["with two steps of one name", () => list().step("a", step()).wait("a", wait()), "two steps are called a"],
    ["with a name the engine could not tell from its own", () => list().step("a:b", step()), "small letters"],
    ["with a wait without a limit", () => list().wait("a", wait({ giveUpAfterMs: 0 })), "0 ms are no limit"],
    [
      "with a wait that would never end",
      () => list().wait("a", wait({ giveUpAfterMs: Number.POSITIVE_INFINITY })),
      "Infinity ms are no limit",
    ],
    ["with tries that never end", () => list().step("a", step({ giveUpAfterMs: Number.NaN })), "NaN ms are no limit"],
    [
      "with a call longer than the longest lease",
      () => list().step("a", step({ longestCallMs: minutes(6) })),
      "would outlive its lease",
    ],
    [
      "with a doubt that never settles",
      () => list().step("a", step({ settlesAfterMs: Number.POSITIVE_INFINITY })),
      "never settles",
    ],
    ["with an act that may never be made", () => list().step("a", step({ mostDoubts: 0 })), "could never act"],
    [
      "with a turn for nothing",
      () => list().step("a", { title: "A look", look: async () => toDo, turn: { lane: "writes" } }),
      "takes a turn and has no act",
    ],
    [
      "with a turn that ends at no step",
      () =>
        list()
          .step("a", step({ turn: { lane: "writes", until: "b" } }))
          .result(() => null),
      "its turn ends with b",
    ],
    [
      "with a turn that ends before it begins",
      () =>
        list()
          .step("b", step())
          .step("a", step({ turn: { lane: "writes", until: "b" } }))
          .result(() => null),
      "its turn ends with b",
    ],
    [
      "with a turn that would end only after everything else",
      () =>
        list()
          .step("a", step({ turn: { lane: "writes", until: "b" } }))
          .always("b", step())
          .result(() => null),
      "runs at another time",
    ],
    [
      "with an undoing of no step",
      () =>
        list()
          .step("a", step())
          .always("b", { ...step(), undoes: "c" as "a" }),
      "it undoes c",
    ],
    [
      "with an undoing of a wait",
      () =>
        list()
          .wait("a", wait())
          .always("b", { ...step(), undoes: "a" }),
      "it undoes a",
    ],
  ])("%s", (_, define, why) => {
    expect(define).toThrow(why);
  });

  it("and not when there is nothing wrong with it", () => {
    const built = list()
      .step("a", step({ turn: { lane: "writes", until: "b" } }))
      .wait("b", wait())
      .serial("c", "writes", step())
      .always("d", { ...step(), undoes: "a" })
      .result(() => null);
    expect(built.steps.map(({ name, always }) => [name, always])).toEqual([
      ["a", false],
      ["b", false],
      ["c", false],
      ["d", true],
    ]);
  });
});

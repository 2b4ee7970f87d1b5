import { describe, expect, test } from "vitest";
import { z } from "zod";
import { BadInput, exactly, oneOf, understood, unknownSentence } from "../../sim/input.ts";
import { nearest } from "../../sim/nearest.ts";

const words = ["all-quarantined", "hackathon-morning", "isb-down", "leaseMonitorMs", "status", "trouble"];
const people = ["admin1@example.gov.uk", "user1@example.gov.uk", "manager2@example.gov.uk"];

test.each([
  ["hack", words, "hackathon-morning"],
  ["hackaton", words, "hackathon-morning"],
  ["isb-dwon", words, "isb-down"],
  ["down", words, "isb-down"],
  ["leese", words, "leaseMonitorMs"],
  ["STATUS", words, "status"],
  ["frobnicate", words, undefined],
  ["s", words, undefined],
  ["", words, undefined],
  ["nobody@example.gov.uk", people, undefined],
  ["user9@example.gov.uk", people, "user1@example.gov.uk"],
  ["manger2@exmple.gov.uk", people, "manager2@example.gov.uk"],
])("%j is near what was meant, and near nothing when nothing was", (written, known, meant) => {
  expect(nearest(written, known)).toBe(meant);
});

describe("a sentence on an unknown word", () => {
  test("shows a short list beside the guess", () => {
    expect(unknownSentence("bt", "process", ["table", "estate", "bot"])).toBe(
      "bt is no process. Did you mean bot? There is table, estate, bot.",
    );
  });
  test("shows a long list only where it has no guess", () => {
    const many = [...words, ...people];
    expect(unknownSentence("statsu", "command", many)).toBe("statsu is no command. Did you mean status?");
    expect(unknownSentence("", "command", many)).toBe(`An empty word is no command. There is ${many.join(", ")}.`);
  });
});

const shape = exactly({
  times: z.int().positive().optional(),
  rate: z.number().min(0).max(1).optional(),
  says: z.string().min(3).optional(),
  kind: oneOf("kind", ["slow", "down"]).optional(),
  mode: z.enum(["hold", "eject"]).optional(),
  on: z.boolean().optional(),
});

test.each([
  [{ times: -1 }, "times: wants a number above 0, not -1."],
  [{ times: 1.5 }, "times: wants a whole number, not 1.5."],
  [{ rate: 2 }, "rate: wants a number of at most 1, not 2."],
  [{ rate: "x" }, 'rate: wants a number, not "x".'],
  [{ rate: null }, "rate: wants a number, not null."],
  [{ says: "x" }, 'says: wants at least 3 letters, not "x".'],
  [{ kind: 3 }, "kind: wants one of slow, down."],
  [{ mode: "held" }, 'mode: wants hold or eject, not "held".'],
  [{ on: "yes" }, 'on: wants true or false, not "yes".'],
  [{ tims: 1 }, "tims is no key here. Did you mean times? There is times, rate, says, kind, mode, on."],
  [[], "The whole wants an object, not []."],
])("%j is refused in the estate's own words", (value, sentence) => {
  expect(() => understood(shape, value)).toThrow(new BadInput(sentence));
});

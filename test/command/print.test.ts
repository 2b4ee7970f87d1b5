import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArgKind } from "../../src/command/arg.ts";
import { commandWords, job, lease, page, person, template, text } from "../../src/command/arg-kinds.ts";
import { readCommand } from "../../src/command/read.ts";
import { printCommand } from "../../src/command/usage.ts";
import { sample } from "./sample-registry.ts";

const anyText = (maxLength: number) =>
  fc
    .string({ unit: "binary", maxLength })
    .filter((value) => value.trim() !== "" && [...value.trim()].length <= maxLength);
const awkward = fc
  .array(
    fc.constantFrom(
      '"',
      "'",
      "“",
      "”",
      "\\",
      " ",
      "-",
      "—",
      "--",
      "=",
      "<",
      ">",
      "&",
      "&amp;",
      "<@U1>",
      "|",
      "a",
      "\n",
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join("").trim())
  .filter((value) => value !== "");
const email = fc.constantFrom("a@b.gov.uk", "first.last+tag@example.gov.uk", "O'Neil@x.uk");
const slackId = fc.stringMatching(/^[UW][A-Z0-9]{6,10}$/);

describe("a printed request reads back as itself", () => {
  it("for any template, person and comment", () => {
    const assign = sample.find("lease assign");
    if (!assign) throw new Error("no such command");
    const args = fc.record(
      {
        template: fc.oneof(anyText(50), awkward).map((value) => value.trim()),
        user: fc.oneof(
          email.map((one) => ({ email: one })),
          slackId.map((one) => ({ slackId: one })),
        ),
        comment: fc.oneof(anyText(200), awkward).map((value) => value.trim()),
      },
      { requiredKeys: ["template"] },
    );
    fc.assert(
      fc.property(args, (given) => {
        const reading = readCommand(printCommand(assign, given), sample);
        expect(reading).toMatchObject({ kind: "run", command: { name: "lease assign" } });
        if (reading.kind === "run") expect(reading.args).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });

  it("for flags and pages", () => {
    const list = sample.find("lease list");
    if (!list) throw new Error("no such command");
    const args = fc.record({ all: fc.constant(true), page: fc.integer({ min: 1, max: 9999 }) }, { requiredKeys: [] });
    fc.assert(
      fc.property(args, (given) => {
        const reading = readCommand(printCommand(list, given), sample);
        if (reading.kind === "run") expect(reading.args).toEqual(given);
        else expect.unreachable(JSON.stringify(reading));
      }),
    );
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          awkward.map((value) => `lease assign ${value}`),
        ),
        (typed) => {
          const reading = readCommand(typed, sample);
          expect(["run", "form", "menu", "mistake"]).toContain(reading.kind);
        },
      ),
      { numRuns: 2000 },
    );
  });

  const kinds: [string, ArgKind<unknown>, fc.Arbitrary<unknown>][] = [
    ["template", template, fc.constantFrom("a", "two words", "--x")],
    ["lease", lease, fc.constantFrom("1a2b3c4d", "1a2b3c4d-0000-4000-8000-000000000000")],
    ["job", job, fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)],
    ["page", page, fc.integer({ min: 1, max: 9999 })],
    ["person", person, email.map((one) => ({ email: one }))],
    ["text", text({ placeholder: "text", maxLength: 300 }), fc.constantFrom("a", "b c")],
    ["command", commandWords, fc.constantFrom("lease assign", "help")],
  ];
  it.each(kinds)("kind %s: print and read undo each other", (_name, kind, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(kind.read(kind.print(value))).toEqual({ ok: true, value });
      }),
    );
  });
});

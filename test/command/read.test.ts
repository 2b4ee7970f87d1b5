import { describe, expect, it } from "vitest";
import { readCommand } from "../../src/command/read.ts";
import { sample } from "./sample-registry.ts";

const read = (text: string): string => {
  const reading = readCommand(text, sample);
  if (reading.kind === "menu") return "menu";
  if (reading.kind === "mistake") return `mistake: ${reading.problem.message} | ${reading.problem.next}`;
  const args = reading.kind === "run" ? reading.args : reading.known;
  return `${reading.kind}: ${reading.command.name} ${JSON.stringify(args)}`;
};

describe("what a command's text means", () => {
  it.each([
    ["", "menu"],
    ["  \n ", "menu"],
    ["/isb", "menu"],
    ["lease assign empty-sandbox", 'run: lease assign {"template":"empty-sandbox"}'],
    ["/isb lease assign empty-sandbox", 'run: lease assign {"template":"empty-sandbox"}'],
    ["LEASE Assign empty-sandbox", 'run: lease assign {"template":"empty-sandbox"}'],
    ["assign empty-sandbox", 'run: lease assign {"template":"empty-sandbox"}'],
    ['assign "Data Lab"', 'run: lease assign {"template":"Data Lab"}'],
    ["assign “Data Lab”", 'run: lease assign {"template":"Data Lab"}'],
    ['assign “Data Lab"', 'run: lease assign {"template":"Data Lab"}'],
    ["assign „Data Lab“", 'run: lease assign {"template":"Data Lab"}'],
    ["assign 'Data Lab'", 'run: lease assign {"template":"Data Lab"}'],
    ["assign ‘Data Lab’", 'run: lease assign {"template":"Data Lab"}'],
    ['assign x --comment="so “nested” it is"', 'run: lease assign {"template":"x","comment":"so “nested” it is"}'],
    ['assign x --comment "don\'t stop"', 'run: lease assign {"template":"x","comment":"don\'t stop"}'],
    ["assign x --comment 'don't stop'", 'run: lease assign {"template":"x","comment":"don\'t stop"}'],
    ["assign x --comment 'tis", 'run: lease assign {"template":"x","comment":"\'tis"}'],
    ['assign x --comment "a \\" b"', 'run: lease assign {"template":"x","comment":"a \\" b"}'],
    [
      "assign x --comment=R&amp;D &lt;3",
      "mistake: `<3` is one word too many. A name of several words goes in quotes. | Write `/isb lease assign [template] [--user <email>] [--comment <text>]`. More: `/isb help lease assign`.",
    ],
    ["assign x --comment=R&amp;D&lt;3", 'run: lease assign {"template":"x","comment":"R&D<3"}'],
    ["assign x --user a@b.gov.uk", 'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}'],
    ["assign x --user=a@b.gov.uk", 'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}'],
    ["assign --user=a@b.gov.uk x", 'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}'],
    ["assign x —user a@b.gov.uk", 'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}'],
    ["assign x –user=a@b.gov.uk", 'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}'],
    [
      "assign x --user <mailto:a@b.gov.uk|a@b.gov.uk>",
      'run: lease assign {"template":"x","user":{"email":"a@b.gov.uk"}}',
    ],
    ["assign x --user=<@U0ABC|alex smith>", 'run: lease assign {"template":"x","user":{"slackId":"U0ABC"}}'],
    ["assign x --user <@W0ABC>", 'run: lease assign {"template":"x","user":{"slackId":"W0ABC"}}'],
    ['assign x --user "<@U0ABC|alex>"', 'run: lease assign {"template":"x","user":{"slackId":"U0ABC"}}'],
    [
      'assign x --comment "for <@U0ABC|alex> see <https://a.uk/x?y=1&amp;z|a.uk/x?y=1&amp;z> in <#C1|lab>"',
      'run: lease assign {"template":"x","comment":"for @alex see a.uk/x?y=1&z in #lab"}',
    ],
    ["assign x --comment <!subteam^S1|@crew>", 'run: lease assign {"template":"x","comment":"@crew"}'],
    ["assign -- --odd-name", 'run: lease assign {"template":"--odd-name"}'],
    ["assign — --odd-name", 'run: lease assign {"template":"--odd-name"}'],
    ['assign "--odd-name"', 'run: lease assign {"template":"--odd-name"}'],
    ["assign", "form: lease assign {}"],
    ["assign --comment hello", 'form: lease assign {"comment":"hello"}'],
    [
      "lease review",
      "mistake: Missing: `<lease>` and `approve|deny`. | Write `/isb lease review <lease> approve|deny`. More: `/isb help lease review`.",
    ],
    ["lease review 1a2b3c4d Approve", 'run: lease review {"lease":"1a2b3c4d","decision":"approve"}'],
    ["lease list --all --page 2", 'run: lease list {"all":true,"page":2}'],
    ["help", "run: help {}"],
    ["--help", "run: help {}"],
    ["help lease assign", 'run: help {"command":"lease assign"}'],
    ["lease assign --help", 'run: help {"command":"lease assign"}'],
    ["lease --help", 'run: help {"command":"lease"}'],
  ])("%j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["leese assign x", "There is no command `leese assign`.", ["lease assign"]],
    ["lease asign x", "There is no command `lease asign`.", ["lease assign"]],
    ["lease frobnicate", "There is no command `lease frobnicate`.", ["lease assign", "lease list", "lease review"]],
    [
      "lease",
      "`lease` alone is not a command: it takes a second word.",
      ["lease assign", "lease list", "lease review"],
    ],
    ["asign x", "There is no command `asign x`.", ["lease assign"]],
    ["list", "There is no command `list`.", ["lease list"]],
    ["xyzzy plugh", "There is no command `xyzzy plugh`.", []],
    ['"lease assign" x', "There is no command `lease assign`.", ["lease assign"]],
    ["assign x --usr a@b.gov.uk", "`--usr` is not an option of `lease assign`.", ["--user"]],
    ["assign x -user a@b.gov.uk", "`--user` is not an option of `lease assign`.", ["--user"]],
    ["assign x --user", "`--user` needs a value: `<email>`.", []],
    ["assign x --user --comment y", "`--user` needs a value: `<email>`.", []],
    ["assign x --user=", "` ` is not an email address, such as name@example.gov.uk, or a mention of somebody.", []],
    [
      "assign x --user alex",
      "`alex` is not an email address, such as name@example.gov.uk, or a mention of somebody.",
      [],
    ],
    ["assign x --comment a --comment b", "`--comment` is given twice.", []],
    ["assign data lab", "`lab` is one word too many. A name of several words goes in quotes.", []],
    ["lease list now", "`now` is one word too many: `lease list` takes none.", []],
    ["lease list --all=yes", "`--all` takes no value.", []],
    ["lease list --page 0", "`0` is not a page number: 1, 2, 3 and so on.", []],
    ["lease review 1a2b3c4d aprove", "`aprove` is not one of approve, deny.", ["approve"]],
    [
      "lease review nonsense approve",
      "`nonsense` is not a lease: the 8 characters that `lease list` shows, such as 1a2b3c4d, or its whole id.",
      [],
    ],
    ['assign x --comment "never closed', 'The quote that opens at `"never closed` is never closed.', []],
    [`assign ${"x".repeat(51)}`, "`template` is 51 characters long; 50 is the most.", []],
  ])("a mistake: %j", (text, message, near) => {
    const reading = readCommand(text, sample);
    expect(reading).toMatchObject({ kind: "mistake", near });
    if (reading.kind === "mistake") expect(reading.problem.message).toBe(message);
  });

  it("says what was meant and where to find more", () => {
    expect(read("lease asign x")).toContain("Did you mean `/isb lease assign`? All commands: `/isb help`.");
    expect(read("assign x --usr a")).toContain("Did you mean `--user`? Write `/isb lease assign");
  });
});

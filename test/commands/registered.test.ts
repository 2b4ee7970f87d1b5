import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../commands/index.ts";
import { generate } from "../../src/command/generate/main.ts";
import { usageHint } from "../../src/command/generate/manifest.ts";
import { helpOf, printHelp } from "../../src/command/help.ts";
import { readCommand } from "../../src/command/read.ts";

const root = join(import.meta.dirname, "../..");
const registry = createCommands();

describe("the registry", () => {
  it("holds every command there is a file for, once", () => {
    const files = readdirSync(join(root, "commands"), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && file !== "index.ts",
    );
    const named = files.map((file) => {
      const name = /name: "([^"]+)"/.exec(readFileSync(join(root, "commands", file), "utf8"))?.[1];
      return name ?? `${file} names no command`;
    });
    expect(named.toSorted()).toEqual(registry.commands.map(({ name }) => name).toSorted());
  });

  it.each(registry.commands.flatMap(({ name, examples }) => examples.map((example) => [name, example] as const)))(
    "%s: its example runs it: %s",
    (name, example) => {
      const reading = readCommand(example, registry);
      expect(reading).toMatchObject({ kind: "run", command: { name } });
    },
  );

  it.each(registry.commands.map((command) => [command.name, command] as const))(
    "%s can be shown by Slack",
    (_name, command) => {
      expect(command.summary.length).toBeLessThanOrEqual(75);
      expect(command.form?.title.length ?? 0).toBeLessThanOrEqual(24);
      expect(command.form?.submit.length ?? 0).toBeLessThanOrEqual(24);
    },
  );
});

describe("help", () => {
  const help = (name: string): string => {
    const command = registry.find(name);
    if (command === undefined) throw new Error(`no command ${name}`);
    return printHelp(helpOf(command)).join("\n");
  };

  it("of lease assign", () => {
    expect(help("lease assign")).toBe(`/isb lease assign [template] [--user <email>] [--comment <text>] [--dry-run]
Get a sandbox account from a template
For yourself, the template's own approval rules hold. A manager who names somebody else approves by doing so.
  [template]: The lease template; \`lease templates\` lists them
  --user <email>: Whom it is for, if not you: an email or a mention
  --comment <text>: Why; approvers read it
  --dry-run: Only look: say what would be done, and ask for nothing
  A form asks for what you leave out.
Example: /isb lease assign empty-sandbox
Example: /isb lease assign empty-sandbox --dry-run
Example: /isb lease assign data-lab --comment "Trying the new census data"
Example: /isb lease assign council-chatbot --user name@example.gov.uk
Also: /isb assign
Who: user; manager for other people`);
  });

  it("of lease review", () => {
    expect(help("lease review")).toBe(`/isb lease review [lease] [approve|deny]
Approve or deny a request for a sandbox
Nobody decides on a request of their own, whether they made it or it is for them.
  [lease]: The request: the 8 characters that \`lease list --all\` shows
  [approve|deny]: approve or deny
  A form asks for what you leave out.
Example: /isb lease review 1a2b3c4d approve
Example: /isb lease review 1a2b3c4d deny
Also: /isb review
Who: manager; never one's own request`);
  });

  it("of job show", () => {
    expect(help("job show")).toBe(`/isb job show <job>
Show a job step by step
  <job>: The id that the job's card and \`job list\` show
Example: /isb job show b7kq2m9xwd
Who: user; manager for other people`);
  });
});

describe("generated files", () => {
  it("are fresh", () => {
    expect(generate({ root, check: true })).toEqual([]);
  });

  it("keep Slack's limit for the usage hint, and name every command", () => {
    expect(usageHint(registry)).toBe(
      "lease assign|list|show|templates|review, job list|show|cancel|retry, whoami, help",
    );
  });
});

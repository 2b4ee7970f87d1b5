import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cruised, cruise } from "./cruise.ts";

const house = resolve(import.meta.dirname, "../..");

describe("the arrows between the rooms", () => {
  it("all hold, and were looked at", () => {
    const { modules, violations } = cruise(house);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(modules).toBeGreaterThan(200);
  });
});

describe("a broken arrow", () => {
  const planted = [
    {
      rule: "domain-imports-nothing",
      file: "src/domain/planted.ts",
      line: `import type { JobView } from "../jobs/job.ts";\nexport type Planted = JobView;`,
    },
    {
      rule: "jobs-know-no-slack-and-no-isb",
      file: "src/jobs/planted.ts",
      line: `import type { Isb } from "../clients/isb/isb.ts";\nexport type Planted = Isb;`,
    },
    {
      rule: "app-builds-the-clients",
      file: "src/queries/planted.ts",
      line: `export { createIsb } from "../clients/isb/create-isb.ts";`,
    },
    {
      rule: "estate-knows-no-bot",
      file: "sim/planted.ts",
      line: `export { seconds } from "../src/domain/duration.ts";`,
    },
    {
      rule: "bot-knows-no-estate",
      file: "commands/planted.ts",
      line: `export { people } from "../sim/people.ts";`,
    },
    {
      rule: "infra-knows-the-table",
      file: "infra/lib/planted.ts",
      line: `export { loadConfig } from "../../src/config.ts";`,
    },
    {
      rule: "durable-sdk-in-the-engine",
      file: "src/workflows/planted.ts",
      line: `import type { DurableContext } from "@aws/durable-execution-sdk-js";\nexport type Planted = DurableContext;`,
    },
    { rule: "production-dependencies-only", file: "src/slack/planted.ts", line: `export { WebSocket } from "ws";` },
    { rule: "nothing-forgotten", file: "src/audit/planted.ts", line: "export const planted = true;" },
  ];
  let root: string;
  let cruised: Cruised;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "isb-arrows-"));
    for (const part of ["src", "commands", "sim", "infra/bin", "infra/lib", "package.json", "tsconfig.json"])
      cpSync(join(house, part), join(root, part), { recursive: true });
    symlinkSync(join(house, "node_modules"), join(root, "node_modules"));
    for (const { file, line } of planted) {
      cpSync(join(house, "tsconfig.json"), join(root, file));
      writeFileSync(join(root, file), `${line}\n`);
    }
    cruised = cruise(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(planted)("is caught: $rule", ({ rule, file }) => {
    const found = cruised.violations.filter(({ from, to }) => from === file || to === file);
    expect(found.map((each) => each.rule.name)).toContain(rule);
  });
});

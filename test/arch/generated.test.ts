import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../src/command/generate/main.ts";
import { house } from "./files.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "isb-generated-"));
  for (const part of ["manifest.yml", "README.md", "docs"])
    cpSync(join(house, part), join(root, part), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("generated files", () => {
  it("are as the commands say", () => {
    expect(generate({ root: house, check: true })).toEqual([]);
  });

  it.each(["manifest.yml", "README.md", "docs/commands.md", "docs/permissions.md"])(
    "are noticed when somebody edits %s by hand, and written again",
    (path) => {
      const fresh = readFileSync(join(root, path), "utf8");
      const edited = fresh.replaceAll("job list", "job wish");
      expect(edited).not.toBe(fresh);
      writeFileSync(join(root, path), edited);

      expect(generate({ root, check: true })).toEqual([path]);
      expect(readFileSync(join(root, path), "utf8")).toBe(edited);
      expect(generate({ root, check: false })).toEqual([path]);
      expect(readFileSync(join(root, path), "utf8")).toBe(fresh);
    },
  );
});

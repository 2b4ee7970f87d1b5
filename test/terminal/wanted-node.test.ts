import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { wrongNode } from "../../sim/processes/wanted-node.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Makes this Node say that it is another one, before anything of ours is loaded. */
const pretend = (version: string) =>
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;

test.each([
  ["24.0.0", true],
  ["24.21.0", true],
  ["20.20.2", false],
  ["22.18.0", false],
  ["25.1.0", false],
  ["240.0.0", false],
])("Node %s runs us: %s", (version, runs) => {
  expect(wrongNode(version) === undefined).toBe(runs);
});

test.each(["sim/start.ts", "sim/table.ts", "sim/terminal/isb.ts", "sim/terminal/estate.ts"])(
  "%s refuses another Node with one clear sentence",
  async (script) => {
    const failure = await promisify(execFile)(process.execPath, ["--import", pretend("22.18.0"), script], {
      cwd: root,
      env: { PATH: process.env.PATH },
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stdout: "" });
    expect((failure as { stderr: string }).stderr).toMatch(
      /^This needs Node 24 and was started with Node 22\.18\.0: [^\n]+\n$/,
    );
  },
);

import { expect, test } from "vitest";
import { runEstate } from "../../sim/terminal/estate-commands.ts";
import { listenToTerminal } from "./said.ts";

const said = listenToTerminal();

test.each([
  [["frobnicate"], /^frobnicate is no command\. There is status, .*, trouble, .*help\.\n/],
  [["statsu"], /^statsu is no command\. Did you mean status\?\n/],
  [["status", "x"], /^x is no process\. There is table, estate, bot\.\n/],
  [["logs", "bt"], /^bt is no process\. Did you mean bot\? There is table, estate, bot\.\n/],
  [
    ["--speed", "3"],
    /^status takes no --speed; start, restart, reset, scenario do, as in: npm run estate -- start --speed\n/,
  ],
  [["stop", "--reset"], /^stop takes no --reset; /],
  [["speed", "-3"], /^The estate does not run: npm run estate -- start\n/],
])("npm run estate -- %j is refused with what there is", async (argv, sentence) => {
  expect(await runEstate(argv)).toBe(2);
  expect(said()).toMatch(sentence);
});

import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { estatePorts, tablePort } from "../../sim/processes/ports.ts";
import { readStartFlags, unknownWord } from "../../sim/processes/start-flags.ts";
import { temporaryFolder } from "./temporary.ts";

const problemOf = (...argv: string[]) => (readStartFlags(argv) as { problem?: string }).problem;

/** A port that somebody else listens on. */
async function takenPort(): Promise<number> {
  const somebody = createServer();
  await new Promise<void>((resolve) => somebody.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => somebody.close(() => resolve())));
  return (somebody.address() as { port: number }).port;
}

test("ports are kept apart from what the estate gets", () => {
  expect(readStartFlags(["--speed", "60", "--slack-port", "0", "--scenario", "isb-down"])).toEqual({
    help: false,
    reset: false,
    clear: false,
    ports: { slack: 0 },
    args: ["--scenario", "isb-down", "--speed", "60"],
    sides: { local: [] },
    given: ["--speed", "--slack-port", "--scenario"],
    words: [],
  });
});

test("how the bot is reached, and which sides are local, is not the estate's to know", () => {
  const flags = ["--reset", "--delivery", "http", "--aws", "local", "--ops-channel", "C1", "--admins", "a@b.uk,c@d.uk"];
  expect(readStartFlags(flags)).toEqual({
    help: false,
    reset: true,
    clear: false,
    ports: {},
    delivery: "http",
    sides: { local: ["aws"], opsChannel: "C1", admins: ["a@b.uk", "c@d.uk"] },
    given: ["--reset", "--delivery"],
    words: [],
  });
});

const scenarios = "There is all-quarantined, hackathon-morning, isb-down, quiet-monday, quota-used-up.";

test.each([
  [["--slakc-port", "1"], "--slakc-port is not understood. Did you mean --slack-port?"],
  [["--speed", "fast"], "--speed wants a number above 0, got fast."],
  [["--aws-port", "70000"], "--aws-port wants a port number, got 70000."],
  [["--config", "/nope.yaml"], "--config /nope.yaml: there is no such file."],
  [["--scenario", "isb-dwn"], `isb-dwn is no scenario. Did you mean isb-down? ${scenarios}`],
  [["--scenario", "hackaton"], `hackaton is no scenario. Did you mean hackathon-morning? ${scenarios}`],
  [["--speed", "-3"], "--speed wants a number above 0, got -3."],
  [["--chaos", "5"], "--chaos wants a rate from 0 to 1, such as 0.05, got 5."],
  [["--delivery", "htp"], "--delivery: htp is no value of it. Did you mean http? There is socket, http."],
  [["--aws", "real"], "--aws: real is no value of it. There is local."],
  [["--scenaro", "isb-down"], "--scenaro is not understood. Did you mean --scenario?"],
  [["--seed", "1.5"], "--seed wants a whole number, got 1.5."],
])("%j is said in a sentence", (argv, sentence) => expect(problemOf(...argv)).toBe(sentence));

test("a number below nothing is a word of its own where no flag wants it", () => {
  expect(readStartFlags(["speed", "-3", "--reset"])).toMatchObject({ words: ["speed", "-3"], reset: true });
});

test("a word without a likeness names no flag", () => {
  expect(unknownWord("60")).toBe("60 is not understood.");
});

test.each([
  ["speed: [", /is no YAML\. .+/],
  ["speed: 3", /holds what the estate does not know\. speed is no key here\. There is delays, /],
  ["delays:\n  leese: 3", /delays: leese is no key here\. Did you mean leaseMonitorMs\?$/],
  ["leases:\n  maxBudget: many", /leases\.maxBudget: wants a number, not "many"\.$/],
  ["- delays", /The whole wants an object, not \["delays"\]\.$/],
])("a configuration of %j is refused before anything starts", (text, sentence) => {
  const path = join(temporaryFolder(), "estate.yaml");
  writeFileSync(path, text);
  expect(problemOf("--config", path)).toMatch(sentence);
});

test("an empty configuration is one", () => {
  const path = join(temporaryFolder(), "estate.yaml");
  writeFileSync(path, "");
  expect(readStartFlags(["--config", path])).toMatchObject({ args: ["--config", path] });
});

test("a taken port that was asked for is refused; a usual one is replaced, and it is said", async () => {
  const taken = await takenPort();
  const notes: string[] = [];
  const onNote = (sentence: string) => notes.push(sentence);
  await expect(tablePort({ table: taken }, undefined, onNote)).rejects.toThrow(
    `Port ${taken} (--table-port) is not free: name another, or 0 for any free one.`,
  );
  expect(notes).toEqual([]);
  const before = { pid: 1, slackPort: taken, awsPort: 0, isbPort: 0, args: [] };
  const { slackPort } = await estatePorts({ aws: 0, isb: 0 }, before, onNote);
  expect(slackPort).not.toBe(taken);
  expect(notes).toEqual([`Port ${taken} is not free, so Slack listens on ${slackPort} this time.`]);
});

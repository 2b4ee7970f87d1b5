import { expect, test } from "vitest";
import { readJump } from "../../sim/terminal/time-words.ts";
import { worldCommands } from "../../sim/terminal/world-commands.ts";
import { startIsb } from "../sim-isb/estate.ts";

async function world() {
  const { url, clock, world: state } = await startIsb();
  const run = async (command: string, word?: string) => (await worldCommands[command]?.(url, word))?.join("\n") ?? "";
  return { run, clock, state };
}

test("time is paused, let go on, hurried and moved on, and each says what it is then", async () => {
  const { run, clock } = await world();
  expect(await run("time")).toBe("In the world it is 5 Jan 2026, 09:00; time stands still.");
  expect(await run("jump", "1.5h")).toMatch(
    /^In the world it is 5 Jan 2026, 10:30; .*\n(Happened: .*\n)*Happened: ISB looks at its leases\./,
  );
  expect(await run("jump", "1s")).toContain("Nothing of the world fell due.");
  expect(await run("jump")).toContain("Happened: ");
  expect(await run("speed", "120")).toContain("time stands still");
  expect(await run("go")).toContain("time runs 120 times as fast as on the wall");
  expect(await run("pause")).toContain("Slack goes on. Go on: -- go.");
  expect(clock.snapshot()).toMatchObject({ paused: true, speed: 120 });
});

test("trouble is listed, begun with how to end it, and ended", async () => {
  const { run, state } = await world();
  expect(await run("trouble")).not.toMatch(/^ON/m);
  expect(await run("trouble", "isb-down")).toMatch(/503 to everything\.\nClear it: /);
  expect(await run("trouble")).toMatch(/^ON {2}isb-down/m);
  expect(await run("chaos", "0.05")).toBe("Of 100 calls 5 meet trouble.");
  expect(await run("trouble")).toContain("Besides, 5 of 100 calls meet trouble by chance.");
  expect(await run("clear")).toBe("All trouble is over, also that by chance.");
  expect(await run("trouble")).not.toMatch(/^ON|Besides/m);
  expect([state.faults.list(), state.faults.chaos]).toEqual([[], undefined]);
});

test.each([
  ["trouble", "isb-dwn", /^isb-dwn is no trouble\. Did you mean isb-down\?$/],
  ["trouble", "zzz", /^zzz is no trouble\. There is isb-down, .*events-late\.$/],
  ["speed", "fast", "speed wants a number above 0, not fast."],
  ["speed", undefined, "speed wants a number above 0, such as 60."],
  ["speed", "-3", "speed wants a number above 0, not -3."],
  ["chaos", "much", "chaos wants a rate from 0 to 1, such as 0.05, not much."],
  ["chaos", "2", "chaos wants a rate from 0 to 1, such as 0.05, not 2."],
  ["chaos", "", "chaos wants a rate from 0 to 1, such as 0.05, not ."],
  ["jump", "tomorrow", "jump wants next, or a time such as 90m, 1h or 2d, not tomorrow."],
  ["jump", "900d", /^jumpMs: wants a number of at most \d+, not 77760000000\.$/],
])("%s %s is refused in a sentence", async (command, word, sentence) => {
  const { run } = await world();
  await expect(run(command, word)).rejects.toThrow(sentence);
});

test.each([
  ["next", { jump: "next" }],
  ["30s", { jumpMs: 30_000 }],
  ["90m", { jumpMs: 5_400_000 }],
  ["2d", { jumpMs: 172_800_000 }],
])("%s is a jump", (word, jump) => expect(readJump(word)).toEqual(jump));

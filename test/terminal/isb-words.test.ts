import { spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { workspaceSides } from "../../sim/processes/named-sides.ts";
import { createPlace } from "../../sim/processes/place.ts";
import { writeState } from "../../sim/processes/state-file.ts";
import { invitation } from "../../sim/processes/words.ts";
import { runIsb } from "../../sim/terminal/run-isb.ts";
import { listenToTerminal } from "./said.ts";

const council = workspaceSides({ teamId: "T0COUNCIL", teamName: "Council" });

const said = listenToTerminal();

test.each(["--help", "-h"])(
  "%s alone shows the terminal's own flags and how to ask for the bot's help",
  async (flag) => {
    expect(await runIsb([flag])).toBe(0);
    for (const own of ["--as", "--in", "--answer", "--answer-as", "--json", "--wait"])
      expect(said()).toContain(`  ${own} `);
    expect(said()).toContain("npm run isb -- help");
  },
);

test("with the bot in a real workspace nothing is sent here, and it is said where to type", async () => {
  const place = createPlace();
  const bot = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", place.scriptOf("bot")]);
  onTestFinished(() => void bot.kill());
  await new Promise((resolve) => bot.once("spawn", resolve));
  writeState(place.stateFile, {
    v: 1,
    startedAt: "2026-11-21T06:00:00.000Z",
    sides: council,
    processes: { bot: { pid: bot.pid as number } },
    page: "http://127.0.0.1:4310/",
  });
  expect(await runIsb(["whoami"])).toBe(1);
  expect(said()).toContain("The bot is in your workspace Council, T0COUNCIL, not in the local Slack: type /isb there.");
  expect(invitation("http://127.0.0.1:4310/", council)).toContain("in your workspace Council, T0COUNCIL; the page");
});

import { bearClosedPipes } from "./processes/closed-pipe.ts";
import { insistOnNode } from "./processes/wanted-node.ts";

/** `npm start`: the bot on Slack where Slack's tokens are set, else the local estate with the bot on it. */

insistOnNode();
bearClosedPipes();
const { readStartFlags, startFlagsUsage, unknownWord } = await import("./processes/start-flags.ts");
const { readSides } = await import("./processes/sides.ts");

const usage = `npm start                   the bot on a local Slack, AWS and ISB; all of it goes on where it stopped
${startFlagsUsage}
With SLACK_BOT_TOKEN and its like in the environment and no side that is to be local, the bot itself is run in place.`;

const refused = (problem: string): never => {
  // npm keeps flags for itself that do not stand after a bare --, and hands on their values.
  process.stderr.write(
    `${problem}\nFlags stand after a bare --, as in: npm start -- --speed 30. All of them: npm start -- --help\n`,
  );
  process.exit(2);
};

const flags = readStartFlags(process.argv.slice(2));
if ("problem" in flags) refused(flags.problem);
else {
  const [stray] = flags.words;
  if (stray) refused(unknownWord(stray));
  const sides = readSides(flags.sides, process.env);
  if (flags.help) process.stdout.write(`${usage}\n`);
  else if ("problem" in sides) refused(sides.problem);
  else if (sides.real === "both") (await import("./processes/run-in-place.ts")).runInPlace("src/main.ts");
  else process.exitCode = await (await import("./processes/foreground.ts")).runForeground(flags, sides);
}

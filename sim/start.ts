import { bearClosedPipes } from "./processes/closed-pipe.ts";
import { insistOnNode } from "./processes/wanted-node.ts";

/** `npm start`: the bot on Slack where Slack's tokens are set, else the local estate with the bot on it. */

insistOnNode();
bearClosedPipes();

const tokens = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"];
const usage = `npm start [-- --speed 30 --seed 1 --config file.yaml --slack-port 4310 --aws-port 4311 --isb-port 4312 --table-port 4313]
With SLACK_BOT_TOKEN and its like in the environment, the bot itself is run in place; these flags are not for it.`;

if (tokens.some((name) => process.env[name])) {
  const { runInPlace } = await import("./processes/run-in-place.ts");
  runInPlace("src/main.ts");
} else {
  const { readStartFlags, unknownWord } = await import("./processes/start-flags.ts");
  const { runForeground } = await import("./processes/foreground.ts");
  const flags = readStartFlags(process.argv.slice(2));
  const [stray] = "words" in flags ? flags.words : [];
  const problem = "problem" in flags ? flags.problem : stray && unknownWord(stray);
  if ("problem" in flags || problem) {
    // npm keeps flags for itself that do not stand after a bare --, and hands on their values.
    process.stderr.write(
      `${problem}\nFlags stand after a bare --, as in: npm start -- --speed 30. All of them: npm start -- --help\n`,
    );
    process.exit(2);
  }
  if (flags.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  process.exitCode = await runForeground(flags);
}

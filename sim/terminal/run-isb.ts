import { StartError } from "../processes/launch.ts";
import { urlOf } from "../processes/launches.ts";
import { startLocally, statusOf } from "../processes/local-start.ts";
import { createPlace, type Place } from "../processes/place.ts";
import { listenForStop } from "../processes/told-to-stop.ts";
import { createControl } from "./control.ts";
import { converse } from "./conversation.ts";
import { BadInput } from "./directory.ts";
import { askUsage, readAsk } from "./flags.ts";
import { reportOn } from "./report.ts";

/** Runs one `/isb` command. Exit codes: 0 done, 1 not done or not understood, 2 a person must act. */
export async function runIsb(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--help" || argv[0] === "-h")) {
    process.stdout.write(`${askUsage}\n`);
    return 0;
  }
  const ask = readAsk(argv);
  const json = "problem" in ask ? argv.includes("--json") : ask.json;
  const print = (text: string) => (json ? process.stderr : process.stdout).write(`${text}\n`);
  const report = (value: unknown) => json && process.stdout.write(`${JSON.stringify(value)}\n`);
  const notSent = (...lines: string[]): number => {
    process.stderr.write(`${lines.join("\n")}\n`);
    report(reportOn("not-sent", undefined, new Map()));
    return 1;
  };

  if ("problem" in ask) return notSent(ask.problem);
  const place = createPlace();
  try {
    const elsewhere = botElsewhere(place);
    if (elsewhere) return notSent(elsewhere);
    const slackUrl = await slackOf(place, print);
    const pageOf = (user: string, channel: string) => `${slackUrl}/#/as/${user}/${channel}`;
    const { exitCode, report: found } = await converse({ control: createControl({ slackUrl }), pageOf, ask, print });
    if (found.state === "no-answer" && !botRuns(place)) print("The bot does not run: npm run estate -- start bot");
    report(found);
    return exitCode;
  } catch (error) {
    if (error instanceof BadInput) return notSent(error.message);
    if (error instanceof StartError) return notSent(error.message, ...error.lines);
    if (error instanceof TypeError)
      return notSent(`The local Slack does not answer any more (${error.message}): npm run estate -- status`);
    throw error;
  }
}

/** The local Slack's address. The estate is started in the background where none runs, and stays up. */
async function slackOf(place: Place, print: (text: string) => void): Promise<string> {
  const { processes, state } = statusOf(place);
  const runs = processes.some(({ name, running }) => name === "estate" && running);
  let port = runs ? state?.processes.estate?.slackPort : undefined;
  if (port === undefined) {
    print("Starting the local estate; it stays up (to stop it: npm run estate -- stop).");
    const told = listenForStop();
    try {
      port = (await startLocally(place, { onNote: print, told })).state.processes.estate?.slackPort;
      told.stop.throwIfAborted();
    } catch (error) {
      throw told.stop.aborted ? new StartError("Told to stop before the command was sent.") : error;
    } finally {
      told.close();
    }
  }
  if (port === undefined) throw new StartError("The estate did not start.");
  return urlOf(port);
}

/** Where to type /isb when the bot is in a real workspace; undefined when it is here. */
function botElsewhere(place: Place): string | undefined {
  const { processes, state } = statusOf(place);
  if (state?.sides.real !== "slack" || !processes.some(({ running }) => running)) return undefined;
  return `The bot is in your workspace ${state.sides.whose}, not in the local Slack: type /isb there.
To have it here: npm run estate -- stop, then npm start -- --aws local --slack local`;
}

const botRuns = (place: Place): boolean =>
  statusOf(place).processes.some(({ name, running }) => name === "bot" && running);

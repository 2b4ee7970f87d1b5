import { parseArgs } from "node:util";
import { readEstateConfig } from "../estate-config.ts";
import { chaosOf, numberOf } from "../estate-flags.ts";
import { BadInput, unknownSentence } from "../input.ts";
import { nearest } from "../nearest.ts";
import { readScenario } from "../world/scenario/read-scenario.ts";
import type { WantedPorts } from "./ports.ts";
import type { SideFlags } from "./sides.ts";

export interface StartFlags {
  help: boolean;
  ports: Partial<WantedPorts>;
  /** For the estate, as they were given; absent when none was: then a restarted one gets what it had. */
  args?: string[];
  /** Forget what was kept. */
  reset: boolean;
  /** End all trouble that was kept. */
  clear: boolean;
  /** Absent: as before, else Socket Mode. */
  delivery?: "socket" | "http";
  sides: SideFlags;
  /** The flags of all that as they were written, such as `--speed`; those that choose sides are left out. */
  given: string[];
  /** What was left over. */
  words: string[];
}

export const startFlagsUsage = `  --scenario <name>         begin with another world: npm run estate -- scenario lists them
  --reset                   forget the world, Slack's messages and the bot's jobs first
  --clear                   end the trouble that was on
  --speed <number>          how many times as fast as the wall the world goes (30)
  --chaos <0 to 1>          so many calls meet trouble by chance; --seed <number> repeats it
  --config <file>           delays and limits of this world
  --delivery socket|http    how Slack reaches the bot (socket)
  --aws local               join the workspace of SLACK_BOT_TOKEN; AWS and ISB stay local
                            (with --ops-channel <id> and --admins <email,email>)
  --slack local             talk here to a bot on the AWS and ISB of the environment (with --me <email>)
  --slack-port, --aws-port, --isb-port, --table-port <number>   0 for any free one`;

const forEstate = ["scenario", "speed", "chaos", "seed", "config"] as const;
const forPorts = { "slack-port": "slack", "aws-port": "aws", "isb-port": "isb", "table-port": "table" } as const;
const forSides: readonly string[] = ["aws", "slack", "ops-channel", "admins", "me", "help"];
const text = { type: "string" } as const;
const options = {
  help: { type: "boolean", default: false },
  reset: { type: "boolean", default: false },
  clear: { type: "boolean", default: false },
  scenario: text,
  speed: text,
  chaos: text,
  seed: text,
  config: text,
  delivery: text,
  aws: text,
  slack: text,
  "ops-channel": text,
  admins: text,
  me: text,
  "slack-port": text,
  "aws-port": text,
  "isb-port": text,
  "table-port": text,
} as const;

/** Reads the flags of everything that starts the estate; `problem` says in a sentence what is wrong with them. */
export function readStartFlags(argv: readonly string[]): StartFlags | { problem: string } {
  try {
    const args = withNegatives(argv);
    const { values, positionals, tokens } = parseArgs({ args, allowPositionals: true, options, tokens: true });
    const ports: Partial<WantedPorts> = {};
    for (const [flag, part] of Object.entries(forPorts) as [keyof typeof forPorts, keyof WantedPorts][]) {
      const port = numberOf(
        `--${flag}`,
        values[flag],
        "a port number",
        (n) => Number.isInteger(n) && n >= 0 && n < 65_536,
      );
      if (port !== undefined) ports[part] = port;
    }
    numberOf("--speed", values.speed, "a number above 0", (n) => n > 0);
    numberOf("--seed", values.seed, "a whole number", Number.isInteger);
    chaosOf(values.chaos);
    if (values.scenario !== undefined) readScenario(values.scenario);
    const config = values.config === undefined ? undefined : readEstateConfig(values.config);
    if (config && "problem" in config) return config;
    const delivery = wordOf("--delivery", values.delivery, ["socket", "http"]);
    const local = (["slack", "aws"] as const).filter((side) => wordOf(`--${side}`, values[side], ["local"]));
    const { "ops-channel": opsChannel, admins, me } = values;
    const estateArgs = forEstate.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));
    const named = tokens.flatMap((token) => (token.kind === "option" ? token.name : []));
    return {
      help: values.help,
      reset: values.reset,
      clear: values.clear,
      ports,
      sides: { local, opsChannel, me, ...(admins ? { admins: admins.split(",") } : {}) },
      given: named.filter((name) => !forSides.includes(name)).map((name) => `--${name}`),
      words: positionals,
      ...(delivery ? { delivery } : {}),
      ...(estateArgs.length > 0 ? { args: estateArgs } : {}),
    };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const [, flag] = message.match(/^Unknown option '([^']+)'/) ?? [];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" && flag !== undefined) return { problem: unknownWord(flag) };
    if (code === undefined && !(error instanceof BadInput)) throw error;
    return { problem: message.replace(/[^.?!]$/, "$&.") };
  }
}

/** Node takes every word with a dash for a flag; a number is the value of the flag before it, or a word of its own. */
function withNegatives(argv: readonly string[]): string[] {
  const args: string[] = [];
  const words: string[] = [];
  for (const word of argv) {
    const before = args.at(-1) ?? "";
    if (!/^-\d/.test(word)) args.push(word);
    else if (/^--[^=]+$/.test(before)) args[args.length - 1] = `${before}=${word}`;
    else words.push(word);
  }
  return words.length > 0 ? [...args, "--", ...words] : args;
}

/** Refuses a word that no flag stands before, with the flag that is nearest. */
export function unknownWord(word: string): string {
  const near = nearest(word.replace(/^-+/, ""), Object.keys(options));
  return `${word} is not understood.${near ? ` Did you mean --${near}?` : ""}`;
}

function wordOf<Word extends string>(
  flag: string,
  value: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (!found) throw new BadInput(`${flag}: ${unknownSentence(value, "value of it", words)}`);
  return found;
}

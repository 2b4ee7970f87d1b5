import { parseArgs } from "node:util";
import { readEstateConfig } from "../estate-config.ts";
import { nearest } from "../nearest.ts";
import type { WantedPorts } from "./ports.ts";

export interface StartFlags {
  help: boolean;
  ports: Partial<WantedPorts>;
  /** For the estate, as they were given; absent when none was: then a restarted one gets what it had. */
  args?: string[];
  /** What was left over. */
  words: string[];
}

const forEstate = ["speed", "seed", "config"] as const;
const forPorts = { "slack-port": "slack", "aws-port": "aws", "isb-port": "isb", "table-port": "table" } as const;
const text = { type: "string" } as const;

/** Reads the flags of everything that starts the estate; `problem` says in a sentence what is wrong with them. */
export function readStartFlags(argv: readonly string[]): StartFlags | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: "boolean", default: false },
        speed: text,
        seed: text,
        config: text,
        "slack-port": text,
        "aws-port": text,
        "isb-port": text,
        "table-port": text,
      },
    });
    const ports: Partial<WantedPorts> = {};
    for (const [flag, part] of Object.entries(forPorts) as [keyof typeof forPorts, keyof WantedPorts][]) {
      const value = values[flag];
      if (value === undefined) continue;
      if (!/^\d+$/.test(value) || Number(value) > 65_535)
        return { problem: `--${flag} wants a port number, got ${value}.` };
      ports[part] = Number(value);
    }
    if (values.speed !== undefined && !(Number(values.speed) > 0)) {
      return { problem: `--speed wants a number above 0, got ${values.speed}.` };
    }
    const config = values.config === undefined ? undefined : readEstateConfig(values.config);
    if (config && "problem" in config) return config;
    const args = forEstate.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));
    return { help: values.help, ports, words: positionals, ...(args.length > 0 ? { args } : {}) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const [, flag] = message.match(/^Unknown option '([^']+)'/) ?? [];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" && flag !== undefined) return { problem: unknownWord(flag) };
    return { problem: message.replace(/\.?$/, ".") };
  }
}

/** Refuses a word that no flag stands before, with the flag that is nearest. */
export function unknownWord(word: string): string {
  const near = nearest(word.replace(/^-+/, ""), [...forEstate, ...Object.keys(forPorts), "help"]);
  return `${word} is not understood.${near ? ` Did you mean --${near}?` : ""}`;
}

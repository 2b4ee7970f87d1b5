import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../../sim/nearest.ts";

/** What was wrong with a flag; of one nobody knows, the nearest that is known. */
function sentenceOf({ code, message }: { code?: string; message: string }, known: readonly string[]): string {
  if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return message;
  const written = /'--?([^']+)'/.exec(message)?.[1] ?? "";
  const near = nearest(written, known);
  return `There is no flag --${written}.${near ? ` Did you mean --${near}?` : ""}`;
}

/** Reads a test command's own flags; a wrong one ends the process with a sentence, the usage and 2, and `--help` with the usage and 0. */
export const readFlags = <T extends NonNullable<ParseArgsConfig["options"]>>(options: T, usage: string) => {
  const end = (code: number, sentence = ""): never => {
    (code === 0 ? process.stdout : process.stderr).write(`${sentence}${usage}\n`);
    process.exit(code);
  };
  const read = () => {
    try {
      return parseArgs({ options: { ...options, help: { type: "boolean", default: false } } }).values;
    } catch (error) {
      return end(2, `${sentenceOf(error as Error & { code?: string }, Object.keys(options))}\n`);
    }
  };
  const values = read() as ReturnType<typeof parseArgs<{ options: T }>>["values"] & { help: boolean };
  if (values.help) end(0);
  return {
    values,
    /** A whole number from `least` on. */
    whole(name: string, text: string, least: number): number {
      const number = Number(text);
      return Number.isSafeInteger(number) && number >= least
        ? number
        : end(2, `--${name} wants a whole number from ${least} on, got ${text}.\n`);
    },
  };
};

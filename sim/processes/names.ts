/** The local start's processes, in the order they need one another. */
export const processNames = ["table", "estate", "bot"] as const;
export type ProcessName = (typeof processNames)[number];

/** What each runs, from the repository's root. */
export const scripts: Record<ProcessName, string> = {
  table: "sim/table.ts",
  estate: "sim/main.ts",
  bot: "src/main.ts",
};

/** What each is to somebody who has not read the code. */
export const meanings: Record<ProcessName, string> = {
  table: "the bot's table (DynamoDB)",
  estate: "Slack, AWS and ISB",
  bot: "the bot",
};

/** True for the name of a process. */
export function isProcessName(word: string | undefined): word is ProcessName {
  return processNames.some((name) => name === word);
}

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
  table: "keeps the bot's jobs (DynamoDB)",
  estate: "Slack, AWS and ISB",
  bot: "takes /isb and runs the jobs",
};

/** How a sentence about one begins. */
export const subjects: Record<ProcessName, string> = { table: "The table", estate: "The estate", bot: "The bot" };

/** True for the name of a process. */
export function isProcessName(word: string | undefined): word is ProcessName {
  return processNames.some((name) => name === word);
}

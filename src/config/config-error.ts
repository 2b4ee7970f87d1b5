/** One thing wrong with the configuration, told so that it can be put right without reading code. */
export interface ConfigProblem {
  /** "environment: SLACK_APP_TOKEN", "config/ndx.yaml: slack.teamId". */
  where: string;
  what: string;
  expected: string;
  /** What will not work without it. */
  neededBy: string;
}

const sentence = ({ where, what, expected, neededBy }: ConfigProblem): string =>
  `- ${where} ${what}; expected ${expected} (needed for ${neededBy})`;

/** Everything wrong with the configuration at once. Never holds a secret's value. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`The configuration has ${count}:\n${problems.map(sentence).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

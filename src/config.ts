import { readFileSync } from "node:fs";
import { ConfigError, type ConfigProblem } from "./config/config-error.ts";
import type { FileConfig } from "./config/file-schema.ts";
import { type Environment, type EnvironmentSettings, readEnvironment } from "./config/read-environment.ts";
import { readFileConfig } from "./config/read-file.ts";

/** Everything the bot is told from outside, checked and frozen. Durations keep the unit their name says; `days()` and its like turn them into milliseconds. */
export interface Config extends Omit<FileConfig, "sso"> {
  slack: FileConfig["slack"] & EnvironmentSettings["slack"];
  isb: Omit<EnvironmentSettings["isb"], "jwtSecretPath"> & { jwtSecretPath: string };
  aws: EnvironmentSettings["aws"];
  sso: FileConfig["sso"] & {
    /** The role that reads Identity Center; absent: the bot's own. */
    roleArn?: string;
  };
  clockUrl?: string;
}

const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
};

const readText = (path: string): string => readFileSync(path, "utf8");

/**
 * Reads the environment and the file it names. Throws one `ConfigError` that lists every problem of both.
 * The namespace gives ISB's name for its secret (ISB v1.2.14) when ISB_JWT_SECRET_PATH is not set.
 */
export const loadConfig = (env: Environment, readFile: (path: string) => string = readText): Config => {
  const problems: ConfigProblem[] = [];
  const { configPath, slack, isb, aws, identityCenter, clockUrl } = readEnvironment(env, problems);

  let text: string | undefined;
  try {
    if (configPath !== "") text = readFile(configPath);
  } catch {
    problems.push({
      where: "environment: ISB_CONFIG",
      what: `names ${configPath}, which cannot be read`,
      expected: "a file like config/example.yaml",
      neededBy: "starting",
    });
  }
  const file = text === undefined ? undefined : readFileConfig(configPath, text);
  if (file && "problems" in file) problems.push(...file.problems);
  if (problems.length > 0 || !file || "problems" in file) throw new ConfigError(problems);

  const { settings } = file;
  return frozen({
    ...settings,
    slack: { ...settings.slack, ...slack },
    isb: { jwtSecretPath: `/InnovationSandbox/${settings.namespace}/Auth/JwtSecret`, ...isb },
    aws,
    sso: {
      ...settings.sso,
      ...(identityCenter.region === undefined ? {} : { region: identityCenter.region }),
      ...(identityCenter.roleArn === undefined ? {} : { roleArn: identityCenter.roleArn }),
    },
    ...(clockUrl === undefined ? {} : { clockUrl }),
  });
};

import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Clock } from "../../domain/clock.ts";
import { minutes } from "../../domain/duration.ts";
import type { Log } from "../../domain/log.ts";
import { Problem } from "../../domain/problem.ts";
import { type Secret, secret } from "../../domain/secret.ts";
import { type AwsFailure, awsFailure } from "../aws/aws-failure.ts";
import { type AwsPlace, awsSettings } from "../aws/aws-settings.ts";
import type { JwtSecret } from "./jwt-secret.ts";

const rememberedMs = minutes(5);
const operation = "GetSecretValue";

const problemOf = (cause: AwsFailure): Problem => {
  if (cause.kind === "missing")
    return new Problem("isb-auth", "ISB's secret is not where the bot was told to look for it.", {
      next: "Ask whoever runs the bot to check ISB_JWT_SECRET_PATH; Innovation Sandbox 1.3 no longer has this secret.",
      cause,
    });
  if (cause.kind === "refused")
    return new Problem("aws-refused", "AWS does not let the bot read ISB's secret.", {
      next: "Ask whoever runs the bot to give its role secretsmanager:GetSecretValue and kms:Decrypt for it.",
      cause,
    });
  return new Problem(
    cause.kind === "throttled" ? "aws-throttled" : "aws-unavailable",
    "ISB's secret cannot be read at the moment.",
    { next: "Try again in a few minutes.", retryable: true, cause },
  );
};

export interface JwtSecretOptions extends AwsPlace {
  /** Name or ARN. */
  secretId: string;
  clock: Clock;
  log: Log;
}

/**
 * ISB's signing secret from Secrets Manager: a plain string, used as it is (ISB v1.2.14).
 * When a routine re-read fails for a passing reason, the value remembered goes on being used; ISB says soon enough if it is stale.
 */
export const createJwtSecret = ({ secretId, clock, log, ...place }: JwtSecretOptions): JwtSecret => {
  const client = new SecretsManagerClient(awsSettings(place));
  let remembered: { value: Secret; at: number } | undefined;
  let reading: Promise<Secret> | undefined;

  const fetchNow = async (): Promise<Secret> => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: secretId })).catch((error: unknown) => {
      throw problemOf(awsFailure(operation, error));
    });
    if (!answer.SecretString)
      throw new Problem("isb-auth", "ISB's secret is empty or not a text.", {
        next: "Ask whoever runs the bot to check ISB_JWT_SECRET_PATH.",
      });
    const value = secret(answer.SecretString);
    remembered = { value, at: clock.now() };
    return value;
  };

  const refresh = (): Promise<Secret> => {
    reading ??= fetchNow().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    refresh,
    async read() {
      if (remembered && clock.now() - remembered.at < rememberedMs) return remembered.value;
      const old = remembered;
      return refresh().catch((problem: Problem) => {
        if (!old || !problem.retryable) throw problem;
        log.warn({ code: problem.code }, "ISB's secret could not be read again; using the one remembered");
        return old.value;
      });
    },
  };
};

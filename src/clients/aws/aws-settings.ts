import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { seconds } from "../../domain/duration.ts";

/** Where and as whom an AWS service is called. Endpoints and the bot's own credentials are the SDK's to find. */
export interface AwsPlace {
  region: string;
  /** Assumed for every call; absent: the bot's own role. */
  roleArn?: string;
  /** In place of what the SDK finds by itself. */
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const connectWithinMs = seconds(3);
const answerWithinMs = seconds(10);
/** One try and two more, with the SDK's own backoff. */
const maxAttempts = 3;

/** CloudTrail shows this name for what the bot does in another account. */
const sessionName = "isb-bot";

/** What every SDK client of the bot is built with. */
export const awsSettings = ({ region, roleArn, endpoint, credentials }: AwsPlace) => {
  const direct = { region, ...(endpoint ? { endpoint } : {}), ...(credentials ? { credentials } : {}) };
  return {
    ...direct,
    maxAttempts,
    requestHandler: {
      connectionTimeout: connectWithinMs,
      requestTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
    },
    ...(roleArn
      ? {
          credentials: fromTemporaryCredentials({
            params: { RoleArn: roleArn, RoleSessionName: sessionName },
            clientConfig: { region, ...(endpoint ? { endpoint } : {}) },
            ...(credentials ? { masterCredentials: credentials } : {}),
          }),
        }
      : {}),
  };
};

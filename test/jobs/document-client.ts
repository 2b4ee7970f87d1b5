import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** A client of a DynamoDB at this address, with the SDK's own retries as in the bot. */
export const documentClient = (endpoint: string): { client: DynamoDBDocumentClient; destroy(): void } => {
  const raw = new DynamoDBClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 3,
  });
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return { client, destroy: () => raw.destroy() };
};

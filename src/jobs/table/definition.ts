import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** Sparse index of everything that wants a worker: timers, dead workers, unanswered requests. */
export const dueIndex = "due";
/** Sparse index of jobs whose Slack messages lag behind their state, ended jobs included. */
export const outboxIndex = "outboxDue";
/** Jobs by creation time, for lists. */
export const listedIndex = "listed";

/**
 * The one table. Its stack in `infra/` and the local start are both made from this value.
 * Single-item conditional writes only: the local engine has no transactions.
 */
export const tableDefinition = {
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "due", AttributeType: "S" },
    { AttributeName: "wakeAt", AttributeType: "N" },
    { AttributeName: "outboxDue", AttributeType: "S" },
    { AttributeName: "outboxAt", AttributeType: "N" },
    { AttributeName: "listed", AttributeType: "S" },
    { AttributeName: "createdAt", AttributeType: "N" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: dueIndex,
      KeySchema: [
        { AttributeName: "due", KeyType: "HASH" },
        { AttributeName: "wakeAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
    {
      IndexName: outboxIndex,
      KeySchema: [
        { AttributeName: "outboxDue", KeyType: "HASH" },
        { AttributeName: "outboxAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
    {
      IndexName: listedIndex,
      KeySchema: [
        { AttributeName: "listed", KeyType: "HASH" },
        { AttributeName: "createdAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["owner", "state"] },
    },
  ],
} as const satisfies Omit<CreateTableCommandInput, "TableName">;

/** Attribute that DynamoDB's own expiry reads, in seconds since the epoch. */
export const ttlAttribute = "ttl";

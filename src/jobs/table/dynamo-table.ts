import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { createNames, printChange, printCondition } from "./expressions.ts";
import { ConditionFailed, type Item, type Table } from "./table.ts";

const orConditionFailed = async <T>(pk: string, sent: Promise<T>): Promise<T> => {
  try {
    return await sent;
  } catch (error) {
    const failed =
      error instanceof ConditionalCheckFailedException || (error as Error).name === "ConditionalCheckFailedException";
    throw failed ? new ConditionFailed(pk) : error;
  }
};

/** The table in DynamoDB, or in anything that speaks its protocol. */
export const createDynamoTable = (client: DynamoDBDocumentClient, table: string): Table => ({
  async update(change) {
    const names = createNames();
    const { pk, when } = change;
    const UpdateExpression = printChange(change, names);
    const ConditionExpression = printCondition(when, names);
    const reply = await orConditionFailed(
      pk,
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk },
          UpdateExpression,
          ConditionExpression,
          ...names.attributes(),
          ReturnValues: change.reply === "touched" ? "UPDATED_NEW" : "ALL_NEW",
        }),
      ),
    );
    return reply.Attributes as Item;
  },

  async put(item, when) {
    const names = createNames();
    const ConditionExpression = printCondition(when, names);
    await orConditionFailed(
      item.pk,
      client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression, ...names.attributes() })),
    );
  },

  async remove(pk, when) {
    const names = createNames();
    const ConditionExpression = printCondition(when, names);
    await orConditionFailed(
      pk,
      client.send(new DeleteCommand({ TableName: table, Key: { pk }, ConditionExpression, ...names.attributes() })),
    );
  },

  async get(pk) {
    return (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;
  },

  async query({ index, key, upTo, only = {}, newestFirst = false, limit, from }) {
    const names = createNames();
    const range = upTo ? ` AND ${names.path(upTo[0])} <= ${names.value(upTo[1])}` : "";
    const rules = Object.entries(only).map(
      ([name, values]) => `${names.path(name)} IN (${values.map(names.value).join(", ")})`,
    );
    const reply = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: `${names.path(key[0])} = ${names.value(key[1])}${range}`,
        ...(rules.length > 0 ? { FilterExpression: rules.join(" AND ") } : {}),
        ...names.attributes(),
        ScanIndexForward: !newestFirst,
        Limit: limit,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    return { rows: reply.Items ?? [], ...(reply.LastEvaluatedKey ? { next: reply.LastEvaluatedKey } : {}) };
  },
});

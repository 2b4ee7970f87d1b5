import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Item } from "../store/item.ts";

/** SET and REMOVE of one item, under one condition. Names with `#` and values with `:` are given without their marks. */
export interface Change {
  pk: string;
  set?: Record<string, unknown>;
  /** Raw right-hand sides, such as `epoch + :one`. */
  compute?: Record<string, string>;
  remove?: readonly string[];
  condition: string;
  values?: Record<string, unknown>;
  names?: Record<string, string>;
  /** Ask for the whole item as it is after the write. */
  returnItem?: boolean;
  /** Attribute for this write's own id, "writeId" by default. Parties that write to one item side by side need one each: an id must not be written over before it is read back. */
  mark?: string;
}

export type Written = { won: true; item: Item | undefined } | { won: false; item: Item | undefined };

/** Paths such as `operations.abc` are split so that every part is an escaped name. */
const named = (path: string, names: Record<string, string>): string =>
  path
    .split(".")
    .map((part) => {
      const name = `#${part.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
      names[name] = part;
      return name;
    })
    .join(".");

const expression = (
  change: Change,
): Pick<UpdateCommandInput, "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"> => {
  const names: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(change.names ?? {})) names[`#${name}`] = attribute;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change.values ?? {})) values[`:${name}`] = value;
  const sets: string[] = [];
  for (const [path, value] of Object.entries(change.set ?? {})) {
    const slot = `:s${sets.length}`;
    values[slot] = value;
    sets.push(`${named(path, names)} = ${slot}`);
  }
  for (const [path, rule] of Object.entries(change.compute ?? {})) sets.push(`${named(path, names)} = ${rule}`);
  const removes = (change.remove ?? []).map((path) => named(path, names));
  const parts = [
    ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []),
  ];
  return {
    UpdateExpression: parts.join(" "),
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
};

/**
 * One conditional update that knows its own hand: each carries a random id, so that a write which landed
 * though its reply was lost (and which the SDK then repeated into a failed condition) is told from one that lost.
 * The loser gets the item as it is now. Other errors are the SDK's own, after the same read-back.
 */
export const conditionalWrite = async (
  client: DynamoDBDocumentClient,
  table: string,
  change: Change,
  newWriteId: () => string,
): Promise<Written> => {
  const writeId = newWriteId();
  const mark = change.mark ?? "writeId";
  try {
    const reply = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: change.pk },
        ...expression({ ...change, set: { ...change.set, [mark]: writeId } }),
        ConditionExpression: change.condition,
        ReturnValues: change.returnItem ? "ALL_NEW" : "NONE",
      }),
    );
    return { won: true, item: reply.Attributes };
  } catch (error) {
    const item = await readBack(client, table, change.pk);
    if (item?.[mark] === writeId) return { won: true, item };
    if (isConditionFailure(error)) return { won: false, item };
    throw error;
  }
};

/** Puts an item that must not be there yet; false when it is. Knows its own hand as `conditionalWrite` does. */
export const createItem = async (
  client: DynamoDBDocumentClient,
  table: string,
  item: Item & { pk: string },
  newWriteId: () => string,
): Promise<boolean> => {
  const writeId = newWriteId();
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...item, writeId },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return true;
  } catch (error) {
    if ((await readBack(client, table, item.pk))?.writeId === writeId) return true;
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || (error as Error).name === "ConditionalCheckFailedException";

/** The item as it is now; undefined also when that could not be read. */
const readBack = async (client: DynamoDBDocumentClient, table: string, pk: string): Promise<Item | undefined> => {
  try {
    return (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;
  } catch {
    return undefined;
  }
};

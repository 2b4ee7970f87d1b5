import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { listedIndex } from "../table/definition.ts";
import { type Item, recordOf } from "./item.ts";
import type { JobFilter, JobPage } from "./store.ts";

const defaultLimit = 20;
/** Index rows read at once when most of them may be left out. */
const rowsAtOnce = 100;

/** Where the next page begins, behind the last job shown. */
const cursorAt = ({ pk, createdAt }: Item): string =>
  Buffer.from(JSON.stringify({ pk, listed: "job", createdAt })).toString("base64url");
const startOf = (cursor: string): Item => JSON.parse(Buffer.from(cursor, "base64url").toString()) as Item;

/** One person's jobs, those in one state, or all: newest first. */
export const listJobs = async (
  client: DynamoDBDocumentClient,
  table: string,
  { slackId, state, limit = defaultLimit, cursor }: JobFilter,
): Promise<JobPage> => {
  const rules: string[] = [];
  const values: Record<string, unknown> = { ":listed": "job" };
  const names: Record<string, string> = {};
  for (const [name, value] of Object.entries({ owner: slackId, state })) {
    if (value === undefined) continue;
    rules.push(`#${name} = :${name}`);
    names[`#${name}`] = name;
    values[`:${name}`] = value;
  }
  const rows: Item[] = [];
  let from = cursor === undefined ? undefined : startOf(cursor);
  // One more than wanted: only that tells whether there is another page.
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: listedIndex,
        KeyConditionExpression: "listed = :listed",
        ...(rules.length > 0 ? { FilterExpression: rules.join(" AND "), ExpressionAttributeNames: names } : {}),
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        Limit: rules.length > 0 ? rowsAtOnce : limit + 1 - rows.length,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && rows.length <= limit);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const jobs = await Promise.all(shown.map(({ pk }) => client.send(new GetCommand({ TableName: table, Key: { pk } }))));
  return {
    jobs: jobs.flatMap(({ Item: item }) => (item ? [recordOf(item)] : [])),
    ...(last && rows.length > limit ? { cursor: cursorAt(last) } : {}),
  };
};

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createTable } from "./create-table.ts";

/** Run by the local start: makes the table that ISB_TABLE_NAME names, wherever the SDK's own variables point. */
const [, , tableName] = process.argv;
if (!tableName) {
  process.stderr.write("usage: node src/jobs/table/create-table-main.ts <table name>\n");
  process.exit(2);
}
const client = new DynamoDBClient({});
await createTable(client, tableName);
client.destroy();

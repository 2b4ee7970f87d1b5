import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { createTable } from "../../src/jobs/table/create-table.ts";
import { createDynamoTable } from "../../src/jobs/table/dynamo-table.ts";
import type { Table } from "../../src/jobs/table/table.ts";

export interface TestTable {
  client: DynamoDBDocumentClient;
  /** The same as the job layer sees it. */
  table: Table;
  name: string;
  endpoint: string;
  close(): Promise<void>;
}

/** A DynamoDB of its own, in memory, with the store's table in it. */
export const startTable = async (): Promise<TestTable> => {
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as { port: number };
  const endpoint = `http://127.0.0.1:${address.port}`;
  const raw = new DynamoDBClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const name = "jobs";
  await createTable(raw, name);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return {
    client,
    table: createDynamoTable(client, name),
    name,
    endpoint,
    async close() {
      raw.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

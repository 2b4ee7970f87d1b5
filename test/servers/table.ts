import { randomUUID } from "node:crypto";
import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
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

/** A DynamoDB of its own, in memory; or the one that is there already (`test/dynamodb/main.ts` says where). */
const startEngine = async (): Promise<{ endpoint: string; stop(): Promise<void> }> => {
  const there = process.env.DYNAMODB_LOCAL;
  if (there) return { endpoint: there, stop: async () => {} };
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** The store's table, empty, and nobody else's. */
export const startTable = async (): Promise<TestTable> => {
  const { endpoint, stop } = await startEngine();
  const raw = new DynamoDBClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const name = `jobs-${randomUUID()}`;
  await createTable(raw, name);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  return {
    client,
    table: createDynamoTable(client, name),
    name,
    endpoint,
    async close() {
      await raw.send(new DeleteTableCommand({ TableName: name }));
      raw.destroy();
      await stop();
    },
  };
};

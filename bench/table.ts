import { once } from "node:events";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { createTable } from "../src/jobs/table/create-table.ts";

/** A DynamoDB in a process of its own, in memory, with the table `jobs`. Prints its port. */
const [, , wanted = "0"] = process.argv;
const server = dynalite({ createTableMs: 0 }).listen(Number(wanted), "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as { port: number };
const client = new DynamoDBClient({
  endpoint: `http://127.0.0.1:${port}`,
  region: "us-west-2",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
await createTable(client, "jobs");
process.stdout.write(`${JSON.stringify({ port })}\n`);

import { randomUUID } from "node:crypto";
import { BatchWriteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { createDynamoTable } from "../../src/jobs/table/dynamo-table.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { startLossyProxy } from "../servers/lossy-proxy.ts";
import { startTable } from "../servers/table.ts";
import { documentClient } from "./document-client.ts";
import { storeContract } from "./store-contract.ts";

const writes = new Set(["DynamoDB_20120810.UpdateItem", "DynamoDB_20120810.PutItem"]);

storeContract("DynamoDB", async () => {
  const table = await startTable();
  const proxy = await startLossyProxy(table.endpoint);
  const { client, destroy } = documentClient(proxy.url);
  const clock = createManualClock();
  return {
    clock,
    store: createJobStore({ table: createDynamoTable(client, table.name), clock, newId: randomUUID }),
    loseNextReply: (meanwhile) =>
      proxy.loseReply(({ headers }) => writes.has(String(headers["x-amz-target"])), meanwhile),
    async clear() {
      const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
      for (let at = 0; at < items.length; at += 25) {
        const requests = items.slice(at, at + 25).map(({ pk }) => ({ DeleteRequest: { Key: { pk } } }));
        await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }));
      }
    },
    async close() {
      destroy();
      await proxy.close();
      await table.close();
    },
  };
});

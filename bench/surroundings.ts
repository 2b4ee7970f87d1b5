import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { systemClock } from "../src/clients/clock/system-clock.ts";
import { createJobStore } from "../src/jobs/store/job-store.ts";
import type { JobStore } from "../src/jobs/store/store.ts";
import { createDynamoTable } from "../src/jobs/table/dynamo-table.ts";
import { startWorkerProcess, type WorkerProcess } from "../test/processes/fleet.ts";
import { type LittleWorld, startLittleWorld } from "../test/processes/little-world.ts";
import { startChild, stopChild } from "../test/servers/child.ts";

/** A table in a process of its own, a world that counts, and workers with the leases of production. */
export interface Surroundings {
  store: JobStore;
  world: LittleWorld;
  worker(name: string, flags?: string[]): Promise<WorkerProcess>;
  close(): Promise<void>;
}

export const openSurroundings = async (): Promise<Surroundings> => {
  const table = await startChild("bench/table.ts", [], {}, (line) => "port" in line);
  const endpoint = `http://127.0.0.1:${table.line.port}`;
  const raw = new DynamoDBClient({
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const world = await startLittleWorld();
  const workers: WorkerProcess[] = [];
  return {
    store: createJobStore({ table: createDynamoTable(client, "jobs"), clock: systemClock(), newId: randomUUID }),
    world,
    async worker(name, flags = []) {
      const worker = await startWorkerProcess({ endpoint, table: "jobs", world: world.url, name, hurry: 1 }, flags);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
      await world.close();
      raw.destroy();
      await stopChild(table.child);
    },
  };
};

/** Looks until something is so; throws after `withinMs` of the wall clock. */
export const until = async (isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it did not come about within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

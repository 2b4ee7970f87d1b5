import { randomUUID } from "node:crypto";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { createLossyTable } from "../fakes/lossy-table.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { storeContract } from "./store-contract.ts";

storeContract("in-memory", async () => {
  const memory = createMemoryTable();
  const { table, loseNextReply } = createLossyTable(memory);
  const clock = createManualClock();
  return {
    clock,
    store: createJobStore({ table, clock, newId: randomUUID }),
    loseNextReply,
    clear: async () => memory.clear(),
    close: async () => {},
  };
});

import { expect, test } from "vitest";
import { silentLog } from "../../sim/log.ts";
import { startSeparator } from "../../sim/separator/separator.ts";
import { minutes, startIsb } from "./estate.ts";

const failed = "100000000010";
const held = "100000000009";
const holdMs = 91 * 24 * 3_600_000;

/** An estate with the separator, where the failed account is being cleaned again. */
async function cleaning(mode: "none" | "hold" | "eject") {
  const estate = await startIsb({ delays: { leaseMonitorMs: holdMs * 2 } });
  startSeparator({ world: estate.world, log: silentLog });
  await estate.control("POST", "config", { separator: mode });
  await (await estate.admin()).post(`/accounts/${failed}/retryCleanup`);
  const record = () => estate.world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === failed);
  const account = estate.world.state.organisation.accounts.find(({ id }) => id === failed);
  if (!account) throw new Error("no account");
  return { ...estate, record, account };
}

test("hold: a cleaned account is Available for seconds, then held for 91 days without a word on ISB's bus", async () => {
  const { clock, world, record } = await cleaning("hold");
  await clock.advance(minutes(15));
  expect(record()?.status).toBe("Quarantine");
  expect(world.events.at(-1)?.["detail-type"]).toBe("AccountCleanupSucceeded");
  expect(world.state.organisation.moves.at(-1)?.by).toContain("isb-billing-sep-org-mgt");
  expect(world.state.separator.schedules.map(({ accountId }) => accountId)).toEqual([held, failed]);
  await clock.advance(holdMs);
  expect(record()?.status).toBe("Available");
  expect(world.state.separator.schedules).toEqual([]);
});

test("eject: it goes to Exit and ISB forgets it", async () => {
  const { clock, record, account } = await cleaning("eject");
  await clock.advance(minutes(15));
  expect(record()).toBeUndefined();
  expect(account.parentId).toBe("ou-e5ta-exitooou");
});

test("none: it stays Available", async () => {
  const { clock, record } = await cleaning("none");
  await clock.advance(minutes(15));
  expect(record()?.status).toBe("Available");
});

test("a tag keeps the separator away, once", async () => {
  const { clock, record, account } = await cleaning("hold");
  account.tags["do-not-separate"] = "";
  await clock.advance(minutes(15));
  expect([record()?.status, account.tags]).toEqual(["Available", {}]);
});

test("somebody who leases within the seconds keeps the account: the move fails and nobody is told", async () => {
  const { clock, world, record, user, template } = await cleaning("hold");
  for (const other of world.state.isb.accounts) if (other.status === "Available") other.status = "Frozen";
  for (let second = 0; record()?.status !== "Available" && second < 1_000; second++) await clock.advance(1_000);
  const reply = await (await user()).post("/leases", { leaseTemplateUuid: template("empty-sandbox").uuid });
  expect(reply.body.data).toMatchObject({ awsAccountId: failed, status: "Active" });
  await clock.advance(minutes(1));
  expect(record()?.status).toBe("Active");
});

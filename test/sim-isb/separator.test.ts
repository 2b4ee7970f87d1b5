import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../../sim/log.ts";
import { startSeparator } from "../../sim/separator/separator.ts";
import { type Estate, minutes, startIsb } from "./estate.ts";

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

const record = (estate: Estate, id: string) =>
  estate.world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === id);
const schedulesOf = (estate: Estate, id: string) =>
  estate.world.state.separator.schedules.filter(({ accountId }) => accountId === id);
const retry = async (estate: Estate, id: string) => (await estate.admin()).post(`/accounts/${id}/retryCleanup`);
const order = (estate: Estate, kind: string) => estate.world.faults.order({ service: "separator", kind });

/** An estate whose separator holds accounts, and whose own monitors do not come in between. */
async function holding(): Promise<Estate> {
  const estate = await startIsb({ delays: { leaseMonitorMs: holdMs * 2, driftScanMs: holdMs * 2 } });
  const stop = startSeparator({ world: estate.world, log: silentLog });
  onTestFinished(stop);
  return estate;
}

/** What follows from how the separator is built, each a trap for whoever works beside it. */
const traps: Record<string, (estate: Estate) => Promise<void>> = {
  "a held account that is cleaned again is held again, with two schedules": async (estate) => {
    await retry(estate, held);
    await estate.clock.advance(minutes(20));
    expect([record(estate, held)?.status, schedulesOf(estate, held).length]).toEqual(["Quarantine", 2]);
  },
  "an old schedule frees an account whose cleanup failed, uncleaned": async (estate) => {
    await retry(estate, held);
    estate.world.faults.order({ service: "isb", kind: "cleanup-fails" });
    await estate.clock.advance(minutes(20));
    expect(record(estate, held)?.status).toBe("Quarantine");
    await estate.clock.advance(holdMs);
    expect(record(estate, held)?.status).toBe("Available");
  },
  "a release of an account that is no longer in Quarantine does nothing but end its schedule": async (estate) => {
    const found = record(estate, held);
    Object.assign(found ?? {}, { status: "Frozen" });
    await estate.clock.advance(holdMs);
    expect([record(estate, held)?.status, schedulesOf(estate, held)]).toEqual(["Frozen", []]);
  },
  "a release whose move fails is tried three times, and its schedule stays listed past its date": async (estate) => {
    const account = estate.world.state.organisation.accounts.find(({ id }) => id === held);
    Object.assign(account ?? {}, { parentId: "ou-e5ta-workload" });
    const isTriedAgain = () => estate.world.state.timers.some(({ kind }) => kind === "separator-releases");
    const [dueAt = 0] = schedulesOf(estate, held).map(({ releaseAt }) => releaseAt);
    await estate.clock.advance(dueAt - estate.clock.now() + minutes(1.5));
    expect(isTriedAgain()).toBe(true);
    await estate.clock.advance(minutes(1));
    expect([isTriedAgain(), schedulesOf(estate, held).length]).toEqual([false, 1]);
  },
  "without a schedule an account is held for ever, and nobody is told": async (estate) => {
    order(estate, "no-schedule");
    await retry(estate, failed);
    await estate.clock.advance(minutes(30));
    expect([record(estate, failed)?.status, schedulesOf(estate, failed)]).toEqual(["Quarantine", []]);
    await estate.clock.advance(holdMs);
    expect(record(estate, failed)?.status).toBe("Quarantine");
  },
  "who hears twice holds after all, though the tag waived it": async (estate) => {
    order(estate, "hears-twice");
    const account = estate.world.state.organisation.accounts.find(({ id }) => id === failed);
    Object.assign(account?.tags ?? {}, { "do-not-separate": "" });
    await retry(estate, failed);
    await estate.clock.advance(minutes(20));
    expect([record(estate, failed)?.status, account?.tags]).toEqual(["Quarantine", {}]);
  },
  "who hears nothing leaves the account Available and its tag unused": async (estate) => {
    order(estate, "deaf");
    const account = estate.world.state.organisation.accounts.find(({ id }) => id === failed);
    Object.assign(account?.tags ?? {}, { "do-not-separate": "" });
    await retry(estate, failed);
    await estate.clock.advance(minutes(20));
    expect([record(estate, failed)?.status, Object.keys(account?.tags ?? {})]).toEqual([
      "Available",
      ["do-not-separate"],
    ]);
  },
  "an account ISB quarantined itself gets no schedule": async (estate) => {
    estate.world.faults.order({ service: "isb", kind: "cleanup-fails" });
    await retry(estate, failed);
    await estate.clock.advance(minutes(20));
    expect([record(estate, failed)?.status, schedulesOf(estate, failed)]).toEqual(["Quarantine", []]);
  },
};

test.each(Object.entries(traps))("%s", async (_says, check) => {
  await check(await holding());
});

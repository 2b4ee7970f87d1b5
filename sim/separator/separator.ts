import type { Log } from "../log.ts";
import { movers } from "../world/constants.ts";
import type { AccountRecord, PoolStatus } from "../world/isb-shapes.ts";
import { moveAccount } from "../world/organisation.ts";
import { scheduleName } from "../world/separator-names.ts";
import type { Later, Move } from "../world/shapes.ts";
import { ouIdOf } from "../world/units.ts";
import type { World } from "../world/world.ts";

/** Present on an account in the organisation, it keeps the separator away once. */
const bypassTag = "do-not-separate";

const recordOf = (world: World, accountId: string): AccountRecord | undefined =>
  world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === accountId);

/** The separator writes ISB's record itself, and sends no event: ISB never hears of it. */
function writeStatus(world: World, record: AccountRecord, status: PoolStatus): void {
  record.status = status;
  record.meta.lastEditTime = new Date(world.clock.now()).toISOString();
}

/** Billing separator, quarantine Lambda: it asks neither for the status Available nor whether somebody leased meanwhile. */
function afterMove(world: World, { accountId, fromId }: Move): void {
  const { separator, organisation, isb } = world.state;
  const record = recordOf(world, accountId);
  const account = organisation.accounts.find(({ id }) => id === accountId);
  if (!record || !account || record.status === "Quarantine" || fromId !== ouIdOf("CleanUp")) return;
  if (bypassTag in account.tags) {
    delete account.tags[bypassTag];
    return;
  }
  if (separator.mode === "eject") {
    moveAccount(world, { accountId, from: "Available", to: "Exit", by: movers.separator });
    isb.accounts = isb.accounts.filter((known) => known !== record);
    return;
  }
  moveAccount(world, { accountId, from: "Available", to: "Quarantine", by: movers.separator });
  writeStatus(world, record, "Quarantine");
  // Tried again it finds the status Quarantine, and leaves the account held with no end.
  if (world.faults.take("separator", ["no-schedule"], ["CreateSchedule"])) throw new Error("no schedule was written");
  const quarantinedAt = world.clock.now();
  const holdMs = world.delays.separatorHoldMs;
  const name = scheduleName({ accountId, quarantinedAt });
  separator.schedules.push({ name, accountId, quarantinedAt, releaseAt: quarantinedAt + holdMs });
  world.later("separator-releases", holdMs, { name, failures: 0 });
}

/**
 * Billing separator, unquarantine Lambda: it asks neither why the account is in Quarantine, nor whether this schedule is
 * of the present hold. A schedule whose release failed stays listed, past its date.
 */
function release(world: World, name: string): void {
  const { separator } = world.state;
  const schedule = separator.schedules.find((each) => each.name === name);
  if (!schedule) return;
  const { accountId } = schedule;
  const record = recordOf(world, accountId);
  if (record?.status === "Quarantine") {
    moveAccount(world, { accountId, from: "Quarantine", to: "Available", by: movers.separator });
    writeStatus(world, record, "Available");
  }
  separator.schedules = separator.schedules.filter((each) => each !== schedule);
}

/** Billing separator: its queue gives a move five times; Lambda tries a release three times. */
const mostTries = { "separator-hears": 5, "separator-releases": 3 } as const;

/**
 * Runs the billing separator, a system beside ISB that puts a cleaned account on hold (or out of the pool) until its
 * bill is settled; the mode is the world's and may change at any time. Runs until the answer is called.
 */
export function startSeparator({ world, log }: { world: World; log: Log }): () => void {
  /** What fails is tried again a minute later, until nobody is told of it any more: one or two losses raise no alarm. */
  function standFor<Kind extends keyof typeof mostTries>(kind: Kind, run: (data: Later[Kind]) => void): () => void {
    return world.onDue(kind, (data) => {
      try {
        run(data);
      } catch (error) {
        const failures = data.failures + 1;
        log.warn({ kind, failures, error: String(error) }, "the billing separator failed");
        if (failures < mostTries[kind]) world.later(kind, world.delays.separatorRetryMs, { ...data, failures });
      }
    });
  }
  const hear = (move: Move) => {
    if (move.toId !== ouIdOf("Available")) return;
    const fault = world.faults.take("separator", ["deaf", "hears-twice"], ["MoveAccount"])?.kind;
    const copies = fault === "deaf" ? 0 : fault === "hears-twice" ? 2 : 1;
    for (let copy = 0; copy < copies; copy++)
      world.later("separator-hears", world.delays.separatorTrailMs + copy, { move, failures: 0 });
  };
  const keepSchedules = () => {
    const { timers, separator } = world.state;
    if (timers.some(({ kind }) => kind === "separator-releases")) return;
    for (const { name, releaseAt } of separator.schedules) {
      const leftMs = releaseAt - world.clock.now();
      if (leftMs > 0) world.later("separator-releases", leftMs, { name, failures: 0 });
    }
  };
  const stops = [
    world.onMove(hear),
    standFor("separator-hears", ({ move }) => {
      if (world.state.separator.mode !== "none") afterMove(world, move);
    }),
    standFor("separator-releases", ({ name }) => release(world, name)),
    world.onReset(keepSchedules),
  ];
  keepSchedules();
  return () => {
    for (const stop of stops) stop();
  };
}

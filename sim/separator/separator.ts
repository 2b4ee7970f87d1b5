import type { Log } from "../log.ts";
import { movers } from "../world/constants.ts";
import type { AccountRecord, PoolStatus } from "../world/isb-shapes.ts";
import { moveAccount } from "../world/organisation.ts";
import { holdMs, scheduleName } from "../world/separator-names.ts";
import type { Move, ReleaseSchedule } from "../world/shapes.ts";
import { ouIdOf } from "../world/units.ts";
import type { World } from "../world/world.ts";

/** From a `MoveAccount` in CloudTrail to the separator's Lambda, world ms. */
const trailLatencyMs = 13_000;
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
  const quarantinedAt = world.clock.now();
  const name = scheduleName({ accountId, quarantinedAt });
  const schedule = { name, accountId, quarantinedAt, releaseAt: quarantinedAt + holdMs };
  separator.schedules.push(schedule);
  awaitRelease(world, schedule);
}

/** Billing separator, unquarantine Lambda: it does not ask why the account is in Quarantine. */
function release(world: World, { name, accountId }: ReleaseSchedule): void {
  const { separator } = world.state;
  separator.schedules = separator.schedules.filter((schedule) => schedule.name !== name);
  const record = recordOf(world, accountId);
  if (record?.status !== "Quarantine") return;
  moveAccount(world, { accountId, from: "Quarantine", to: "Available", by: movers.separator });
  writeStatus(world, record, "Available");
}

function awaitRelease(world: World, schedule: ReleaseSchedule): void {
  world.after(schedule.releaseAt - world.clock.now(), () => release(world, schedule));
}

/**
 * Runs the billing separator, a system beside ISB that puts a cleaned account on hold (or out of the pool) until its
 * bill is settled; the mode is the world's and may change at any time. Runs until the answer is called.
 */
export function startSeparator({ world, log }: { world: World; log: Log }): () => void {
  const keepSchedules = () => {
    for (const schedule of world.state.separator.schedules) awaitRelease(world, schedule);
  };
  const stopMoves = world.onMove((move) => {
    if (move.toId !== ouIdOf("Available")) return;
    world.after(trailLatencyMs, () => {
      if (world.state.separator.mode === "none") return;
      try {
        afterMove(world, move);
      } catch (error) {
        // Its queue gives up after five tries, and one or two lost messages raise no alarm.
        log.warn({ accountId: move.accountId, error: String(error) }, "the billing separator lost a move");
      }
    });
  });
  const stopReset = world.onReset(keepSchedules);
  keepSchedules();
  return () => {
    stopMoves();
    stopReset();
  };
}

import type { Log } from "../log.ts";
import { movers } from "../world/constants.ts";
import type { AccountRecord, PoolStatus } from "../world/isb-shapes.ts";
import { moveAccount } from "../world/organisation.ts";
import { holdMs, scheduleName } from "../world/separator-names.ts";
import type { Move } from "../world/shapes.ts";
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
  const quarantinedAt = world.clock.now();
  const name = scheduleName({ accountId, quarantinedAt });
  separator.schedules.push({ name, accountId, quarantinedAt, releaseAt: quarantinedAt + holdMs });
  world.later("separator-releases", holdMs, { name });
}

/** Billing separator, unquarantine Lambda: it does not ask why the account is in Quarantine. */
function release(world: World, name: string): void {
  const { separator } = world.state;
  const schedule = separator.schedules.find((each) => each.name === name);
  if (!schedule) return;
  separator.schedules = separator.schedules.filter((each) => each !== schedule);
  const { accountId } = schedule;
  const record = recordOf(world, accountId);
  if (record?.status !== "Quarantine") return;
  moveAccount(world, { accountId, from: "Quarantine", to: "Available", by: movers.separator });
  writeStatus(world, record, "Available");
}

/**
 * Runs the billing separator, a system beside ISB that puts a cleaned account on hold (or out of the pool) until its
 * bill is settled; the mode is the world's and may change at any time. Runs until the answer is called.
 */
export function startSeparator({ world, log }: { world: World; log: Log }): () => void {
  const keepSchedules = () => {
    const { timers, separator } = world.state;
    if (timers.some(({ kind }) => kind === "separator-releases")) return;
    for (const { name, releaseAt } of separator.schedules)
      world.later("separator-releases", releaseAt - world.clock.now(), { name });
  };
  const stops = [
    world.onMove((move) => {
      if (move.toId === ouIdOf("Available")) world.later("separator-hears", world.delays.separatorTrailMs, { move });
    }),
    world.onDue("separator-hears", ({ move }) => {
      if (world.state.separator.mode === "none") return;
      try {
        afterMove(world, move);
      } catch (error) {
        // Its queue gives up after five tries, and one or two lost messages raise no alarm.
        log.warn({ accountId: move.accountId, error: String(error) }, "the billing separator lost a move");
      }
    }),
    world.onDue("separator-releases", ({ name }) => release(world, name)),
    world.onReset(keepSchedules),
  ];
  keepSchedules();
  return () => {
    for (const stop of stops) stop();
  };
}

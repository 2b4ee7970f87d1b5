import { isOver, type JobState } from "../../src/jobs/job.ts";
import type { Item } from "../../src/jobs/table/table.ts";
import type { Promises } from "./broken-promise.ts";
import type { Look } from "./watched-table.ts";

const stateOf = (item: Item): JobState => item.state as JobState;
const rests = (item: Item): boolean => isOver(stateOf(item)) || stateOf(item) === "parked";
const number = (item: Item, name: string): number => item[name] as number;
const isSet = (item: Item, name: string): boolean => item[name] !== undefined;

/**
 * What must be so of a job's item after every write, whoever wrote it and whatever went wrong.
 * `now`: true time; clocks of processes are ahead of it by `skewMs` at most.
 */
export const createJobRules = ({
  promises: { insist },
  now,
  skewMs,
}: {
  promises: Promises;
  now: () => number;
  skewMs: number;
}): Look => {
  /** Holds of an item by itself. */
  const standing = (job: string, item: Item): void => {
    const due = isSet(item, "due");
    insist(
      rests(item) || (due && typeof item.wakeAt === "number"),
      () => `${job} is ${item.state} and nobody will wake it`,
    );
    insist(!rests(item) || !due, () => `${job} is ${item.state} and still due`);
    insist(!rests(item) || !isSet(item, "leaseUntil"), () => `${job} is ${item.state} and still leased`);
    const ended = isOver(stateOf(item));
    insist(ended === isSet(item, "endedAt"), () => `${job} is ${item.state}, endedAt ${item.endedAt}`);
    insist(ended === isSet(item, "ttl"), () => `${job} is ${item.state}, ttl ${item.ttl}: it would vanish or never go`);
    insist(number(item, "sentRev") <= number(item, "rev"), () => `${job} has sent more than there was to say`);
    const behind = number(item, "sentRev") < number(item, "rev");
    insist(
      !behind || isSet(item, "parent") || (isSet(item, "outboxDue") && isSet(item, "outboxAt")),
      () => `${job} has something to say and the outbox will not find it`,
    );
    const asleep = due && !isSet(item, "leaseUntil");
    insist(
      !asleep || !isSet(item, "nudged") || number(item, "wakeAt") <= now() + skewMs,
      () => `${job} was nudged and sleeps on`,
    );
    const order = item.order as string[];
    const operations = Object.keys(item.operations as Item);
    insist(
      order.length === operations.length && operations.every((id) => order.includes(id)),
      () => `${job} has operations out of its order`,
    );
  };

  /** Holds from one state of an item to the next. */
  const passing = (job: string, before: Item, after: Item, epochOfWriter: number | undefined): void => {
    const rise = (name: string): number => number(after, name) - number(before, name);
    insist(rise("epoch") === 0 || rise("epoch") === 1, () => `${job}: epoch went by ${rise("epoch")}`);
    insist(rise("seq") === 0 || rise("seq") === 1, () => `${job}: seq went by ${rise("seq")}`);
    insist(rise("rev") === 0 || rise("rev") === 1, () => `${job}: rev went by ${rise("rev")}`);
    insist(rise("sentRev") >= 0, () => `${job}: sentRev went back`);
    insist(
      epochOfWriter === undefined || epochOfWriter === before.epoch,
      () => `${job}: a write of claim ${epochOfWriter} landed in claim ${before.epoch}`,
    );
    const resumed = rests(before) && !rests(after);
    const worked = JSON.stringify(before.operations) !== JSON.stringify(after.operations);
    insist(!worked || resumed || rise("seq") === 1, () => `${job}: operations were written past the fence`);
    insist(!worked || resumed || epochOfWriter !== undefined, () => `${job}: operations were written without a claim`);
    const claimed = rise("epoch") === 1 && !resumed;
    insist(
      !claimed || !isSet(before, "leaseUntil") || now() >= number(before, "leaseUntil"),
      () => `${job} was taken over ${number(before, "leaseUntil") - now()} ms before its lease ended`,
    );
    insist(!isOver(stateOf(before)) || isOver(stateOf(after)) || rise("epoch") === 1, () => `${job} came back to life`);
    for (const [key, sent] of Object.entries(before.sent as Record<string, Item>)) {
      const now = (after.sent as Record<string, Item>)[key];
      insist(now?.ts === sent.ts, () => `${job}: message ${key} moved from ${sent.ts} to ${now?.ts}`);
    }
  };

  return ({ pk, before, after, by }) => {
    if (!pk.startsWith("JOB#") || pk.includes("/")) return;
    insist(before === undefined || after !== undefined, () => `${pk} was deleted`);
    if (after) standing(pk, after);
    const mine = `JOB#${by.claim?.job}` === pk ? by.claim?.epoch : undefined;
    if (before && after) passing(pk, before, after, mine);
  };
};

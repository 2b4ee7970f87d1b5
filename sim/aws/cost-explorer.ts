import { costOn, settledUntil } from "../world/costs.ts";
import type { World } from "../world/world.ts";
import { unhealthy } from "./billing.ts";
import { AwsError } from "./errors.ts";
import { list, optional, structure, text } from "./input.ts";
import type { Context, Input, Operations } from "./operation.ts";
import { pageOf } from "./paging.ts";

const dayMs = 24 * 3_600_000;
/** docs.aws.amazon.com/cost-management/latest/userguide/ce-what-is.html: daily data of the last 13 months. */
const oldestDays = 396;
/** How many groups a page holds at most; the service promises no number. */
const groupsPerPage = 100;

const invalid = (message: string) => new AwsError("ValidationException", message);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The days asked for, by where each begins. `End` is not among them. */
function daysOf({ world, input }: Context): number[] {
  const period = structure(input, "TimePeriod");
  const [start, end] = [Date.parse(text(period, "Start")), Date.parse(text(period, "End"))];
  if (Number.isNaN(start) || Number.isNaN(end)) throw invalid("The time period holds no date.");
  if (start >= end) throw invalid("Start date (and hour) should be before end date (and hour)");
  const now = world.clock.now();
  if (start > now) throw invalid("start date is in the future");
  if (start < now - oldestDays * dayMs) throw invalid(`You haven't enabled historical data beyond ${oldestDays} days`);
  return Array.from({ length: Math.ceil((end - start) / dayMs) }, (_none, index) => start + index * dayMs);
}

/** Days, by the period they are added up in. */
function periodsOf(days: readonly number[], granularity: string): { start: number; end: number; days: number[] }[] {
  const key = (day: number) => (granularity === "MONTHLY" ? dateOf(day).slice(0, 7) : dateOf(day));
  const byPeriod = Map.groupBy(days, key);
  return [...byPeriod.values()].map((inside) => ({
    start: inside[0] ?? 0,
    end: (inside.at(-1) ?? 0) + dayMs,
    days: inside,
  }));
}

/** Which accounts are meant: a filter by LINKED_ACCOUNT, a billing view, or all. */
function accountsOf(world: World, input: Input): string[] {
  const all = world.state.organisation.accounts.map(({ id }) => id);
  const viewArn = optional(input, "BillingViewArn");
  const view = world.state.billingViews.find(({ arn }) => arn === viewArn);
  if (viewArn !== undefined && !view && !viewArn.endsWith("/primary")) {
    throw new AwsError("ResourceNotFoundException", `Billing view ${viewArn} was not found.`);
  }
  if (view?.unhealthy) throw unhealthy();
  const filter = structure(input, "Filter");
  const dimensions = structure(filter, "Dimensions");
  if (input.Filter !== undefined && dimensions.Key !== "LINKED_ACCOUNT") {
    throw invalid("The estate filters by the dimension LINKED_ACCOUNT alone.");
  }
  const wanted = input.Filter === undefined ? all : list<string>(dimensions, "Values");
  return all.filter((id) => wanted.includes(id) && (view === undefined || view.accountIds.includes(id)));
}

/** Cost Explorer. What the last two days cost is not known in full yet. */
export const costExplorer: Operations = {
  GetCostAndUsage: (context) => {
    const { world, input } = context;
    const granularity = text(input, "Granularity");
    if (granularity === "HOURLY") throw invalid("Hourly data is not enabled.");
    const groupBy = list<{ Type?: string; Key?: string }>(input, "GroupBy");
    const other = groupBy.find(({ Type, Key }) => Type !== "DIMENSION" || Key !== "LINKED_ACCOUNT");
    if (other) throw invalid("The estate groups by the dimension LINKED_ACCOUNT alone.");
    const metrics = list<string>(input, "Metrics");
    const unknown = metrics.find((name) => !/^(Amortized|Blended|NetAmortized|NetUnblended|Unblended)Cost$/.test(name));
    if (unknown !== undefined || metrics.length === 0) throw invalid(`Invalid metric ${unknown ?? ""}`);
    const badToken = () => new AwsError("InvalidNextTokenException", "The pagination token is invalid.");
    const accounts = accountsOf(world, input);
    const paging = { size: groupsPerPage, token: input.NextPageToken, most: groupsPerPage, badToken };
    const { page, next } = groupBy.length > 0 ? pageOf(accounts, paging) : { page: accounts, next: undefined };
    const sum = (ids: readonly string[], days: readonly number[]) => {
      const Amount = days
        .flatMap((day) => ids.map((id) => costOn(world, id, day)))
        .reduce((a, b) => a + b, 0)
        .toFixed(10);
      return Object.fromEntries(metrics.map((name) => [name, { Amount, Unit: "USD" }]));
    };
    const ResultsByTime = periodsOf(daysOf(context), granularity).map(({ start, end, days }) => ({
      TimePeriod: { Start: dateOf(start), End: dateOf(end) },
      Estimated: end > settledUntil(world),
      Total: groupBy.length > 0 ? {} : sum(page, days),
      // An account that cost nothing is left out, as Cost Explorer does.
      Groups:
        groupBy.length > 0
          ? page
              .map((id) => ({ Keys: [id], Metrics: sum([id], days) }))
              .filter((group) => Object.values(group.Metrics).some(({ Amount }) => Number(Amount) > 0))
          : [],
    }));
    return {
      ...(groupBy.length > 0 ? { GroupDefinitions: groupBy } : {}),
      ...(next === undefined ? {} : { NextPageToken: next }),
      ResultsByTime,
      DimensionValueAttributes: [],
    };
  },
};

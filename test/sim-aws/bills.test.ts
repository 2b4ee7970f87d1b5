import { describe, expect, test } from "vitest";
import { billingViewArn as arn } from "../../sim/world/constants.ts";
import { type AwsEstate, startAws } from "./estate.ts";

const valuesOf = async (estate: AwsEstate): Promise<string[]> =>
  (await estate.call("billing", "GetBillingView", { arn })).billingView.dataFilterExpression.dimensions.values;

const update = (estate: AwsEstate, values: readonly string[]) =>
  estate.call("billing", "UpdateBillingView", {
    arn,
    dataFilterExpression: { dimensions: { key: "LINKED_ACCOUNT", values } },
  });

describe("the billing view", () => {
  test("takes a whole new filter, is UPDATING for a while, and refuses another until then", async () => {
    const estate = await startAws();
    const values = [...(await valuesOf(estate)), "300000000001"];
    await update(estate, values);
    const { billingView } = await estate.call("billing", "GetBillingView", { arn });
    expect(billingView.healthStatus.statusCode).toBe("UPDATING");
    await expect(update(estate, values)).rejects.toMatchObject({ name: "ConflictException", resourceId: arn });
    await estate.clock.advance(estate.world.delays.billingViewUpdateMs);
    expect(await valuesOf(estate)).toEqual(values);
    // Nothing says which filter the update was made from: the last one wins.
    await update(estate, values.slice(0, 1));
    expect(await valuesOf(estate)).toEqual(["100000000001"]);
  });

  test("takes no update and tells no costs while it is not healthy", async () => {
    const estate = await startAws();
    for (const view of estate.world.state.billingViews) view.unhealthy = true;
    const { billingView } = await estate.call("billing", "GetBillingView", { arn });
    expect(billingView.healthStatus).toEqual({ statusCode: "UNHEALTHY", statusReasons: ["SOURCE_VIEW_UNHEALTHY"] });
    const refused = { name: "BillingViewHealthStatusException" };
    await expect(update(estate, ["100000000001"])).rejects.toMatchObject(refused);
    const days = { TimePeriod: { Start: "2026-01-01", End: "2026-01-06" }, Granularity: "DAILY" };
    const costs = estate.call("ce", "GetCostAndUsage", { ...days, Metrics: ["UnblendedCost"], BillingViewArn: arn });
    await expect(costs).rejects.toMatchObject(refused);
  });

  test("names accounts and nothing else, each once", async () => {
    const estate = await startAws();
    for (const values of [["pool-001"], ["100000000001", "100000000001"]]) {
      await expect(update(estate, values)).rejects.toMatchObject({ name: "ValidationException" });
    }
    await expect(
      estate.call("billing", "UpdateBillingView", { arn: `${arn.split("custom")[0]}primary`, name: "mine" }),
    ).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});

describe("costs", () => {
  const ask = (estate: AwsEstate, more: object) =>
    estate.call("ce", "GetCostAndUsage", {
      TimePeriod: { Start: "2026-01-01", End: "2026-01-06" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      ...more,
    });
  const total = (answer: { ResultsByTime: { Total: Record<string, { Amount: string }> }[] }) =>
    answer.ResultsByTime.reduce((sum, { Total }) => sum + Number(Total.UnblendedCost?.Amount), 0);

  test("of an account are its leases', by day, the last 24 hours unknown and 48 estimated", async () => {
    const estate = await startAws();
    const Filter = { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["100000000008"] } };
    const answer = await ask(estate, { Filter });
    expect(answer.ResultsByTime.map(({ Estimated }: { Estimated: boolean }) => Estimated)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    // 140.20 over 96 hours up to now, of which the last 24 are not known.
    expect(total(answer)).toBeCloseTo((140.2 * 72) / 96, 6);
    await estate.clock.advance(24 * 3_600_000);
    const later = await ask(estate, { Filter, TimePeriod: { Start: "2026-01-01", End: "2026-01-07" } });
    expect(total(later)).toBeGreaterThan(total(answer));
  });

  test("are told by account, of those in a billing view alone, and by month", async () => {
    const estate = await startAws();
    const GroupBy = [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }];
    const groups = async (more: object) => {
      const { ResultsByTime } = await ask(estate, { GroupBy, Granularity: "MONTHLY", ...more });
      return ResultsByTime.map(({ Groups }: { Groups: { Keys: string[] }[] }) => Groups.flatMap(({ Keys }) => Keys));
    };
    expect(await groups({})).toEqual([["100000000008", "100000000009", "100000000010"]]);
    await update(estate, ["100000000009"]);
    expect(await groups({ BillingViewArn: arn })).toEqual([["100000000009"]]);
  });

  test("are asked for with days that are past, in order, and by what the estate knows", async () => {
    const estate = await startAws();
    for (const more of [
      { TimePeriod: { Start: "2026-01-03", End: "2026-01-01" } },
      { TimePeriod: { Start: "2027-01-03", End: "2027-01-05" } },
      { TimePeriod: { Start: "2024-01-03", End: "2026-01-05" } },
      { Granularity: "HOURLY" },
      { Metrics: ["Price"] },
      { GroupBy: [{ Type: "TAG", Key: "owner" }] },
    ]) {
      await expect(ask(estate, more)).rejects.toMatchObject({ name: "ValidationException" });
    }
  });
});

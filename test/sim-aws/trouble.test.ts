import { describe, expect, test } from "vitest";
import { isDeclared } from "../../sim/aws/answer.ts";
import { modelOf } from "../../sim/aws/model/model.ts";
import { refusals } from "../../sim/aws/refusals.ts";
import { services } from "../../sim/aws/services.ts";
import { rates } from "../../sim/aws/throttle.ts";
import { createManualClock } from "../../sim/clock.ts";
import { billingViewArn as arn, identityStoreId as IdentityStoreId } from "../../sim/world/constants.ts";
import { type AwsService, awsServices } from "../../sim/world/fault-catalogue.ts";
import type { Answer } from "./clients.ts";
import { startAws } from "./estate.ts";

/** One call of each service that needs nothing before it. */
const calls: Readonly<Record<AwsService, readonly [operation: string, input: object]>> = {
  sts: ["GetCallerIdentity", {}],
  secretsmanager: ["ListSecrets", {}],
  identitystore: ["ListGroups", { IdentityStoreId }],
  "sso-admin": ["ListInstances", {}],
  sso: ["ListAccounts", { accessToken: "any" }],
  "sso-oidc": ["RegisterClient", { clientName: "isb-bot", clientType: "public" }],
  organizations: ["ListRoots", {}],
  cloudformation: ["ListStackSets", {}],
  sqs: ["ListQueues", {}],
  ce: [
    "GetCostAndUsage",
    { TimePeriod: { Start: "2026-01-01", End: "2026-01-04" }, Granularity: "DAILY", Metrics: ["UnblendedCost"] },
  ],
  billing: ["GetBillingView", { arn }],
  "console-control": ["GetCallerSettings", { settingNames: ["locale"] }],
};
/** The SDK's names for what the Query protocol names otherwise. */
const queryNames: Readonly<Record<string, string>> = {
  ThrottlingException: "Throttling",
  InternalServerException: "InternalFailure",
};
const inQuery = (service: AwsService, code: string) =>
  modelOf(service).protocol === "query" ? (queryNames[code] ?? code) : code;

describe.each(awsServices)("trouble ordered for %s", (service) => {
  const [operation, input] = calls[service];
  const { throttled, failed } = refusals[service];

  test("throttles, fails, closes and loses replies as it is ordered, once each", async () => {
    const estate = await startAws();
    const settled = () => estate.call(service, operation, input).catch((error: Error) => error);
    // The management account's credentials come before the trouble.
    const before = await settled();
    const names: Record<string, unknown> = {};
    for (const kind of ["throttle", "error", "down", "lost-reply"]) {
      await estate.control("POST", "fault", { service, operation, kind });
      names[kind] = ((await settled()) as Error).name;
    }
    expect(names).toMatchObject({ throttle: inQuery(service, throttled[0]), error: inQuery(service, failed) });
    const { log } = (await estate.control("GET", "log?all=true")) as { log: Answer[] };
    const statuses = log.filter((each) => each.operation === operation).map(({ status }) => status);
    expect(statuses.slice(-2)).toEqual(["dropped", "dropped"]);
    for (const { ms } of log) expect(ms, "how long it took").toEqual(expect.any(Number));
    const after = await settled();
    expect((after as Error).name).toBe((before as Error).name);
  });

  test("is worded in errors that the service declares or all have in common", () => {
    for (const code of [throttled[0], failed]) expect(isDeclared(modelOf(service), operation, code), code).toBe(true);
  });
});

describe("rates", () => {
  async function used(service: AwsService, many: number) {
    const wall = createManualClock({ startMs: Date.now() });
    const estate = await startAws({ wall });
    const [operation, input] = calls[service];
    const results = await Promise.all(
      Array.from({ length: many }, () =>
        estate.call(service, operation, input).then(
          () => "done",
          (error: Error) => error.name,
        ),
      ),
    );
    return {
      ...estate,
      wall,
      results,
      again: () =>
        estate.call(service, operation, input).then(
          () => "done",
          (error: Error) => error.name,
        ),
    };
  }

  test("let a burst through, refuse what is beyond it, and fill again with time", async () => {
    const { results, wall, again } = await used("identitystore", 45);
    expect(results.filter((each) => each === "done")).toHaveLength(40);
    expect(results.filter((each) => each === "ThrottlingException")).toHaveLength(5);
    await wall.advance(50);
    expect([await again(), await again()]).toEqual(["done", "ThrottlingException"]);
  });

  test("are so many times as high as the world is fast", async () => {
    const { clock, wall, again } = await used("identitystore", 41);
    clock.change({ speed: 30 });
    await wall.advance(50);
    const results = [];
    for (let each = 0; each < 31; each += 1) results.push(await again());
    expect(results.filter((each) => each === "done")).toHaveLength(30);
  });

  test("each say where they are from", () => {
    const all = Object.values(rates).flat();
    expect(all.length).toBeGreaterThan(4);
    for (const { source, perSecond, burst } of all) {
      expect(source).toMatch(/^(docs\.aws|github\.com)/);
      expect(burst).toBeGreaterThanOrEqual(perSecond);
    }
  });
});

test("a request that is no JSON, or of another type, is not read", async () => {
  const { sdk, url } = await startAws();
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const authorization = `AWS4-HMAC-SHA256 Credential=${sdk.credentials.accessKeyId}/${date.slice(0, 8)}/us-west-2/identitystore/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"a".repeat(64)}`;
  const ask = async (body: string) => {
    const headers = { "x-amz-target": "AWSIdentityStore.ListUsers", "x-amz-date": date, authorization };
    return (await (await fetch(url, { method: "POST", headers, body })).json()) as Answer;
  };
  expect(await ask("{")).toMatchObject({ __type: "SerializationException" });
  expect(await ask(JSON.stringify({ IdentityStoreId: 7 }))).toMatchObject({ __type: "SerializationException" });
  expect(await ask(JSON.stringify({ IdentityStoreId, MaxResult: 5 }))).toMatchObject({
    __type: "ValidationException",
    Message: expect.stringContaining("maxResult"),
  });
  expect(Object.keys(services)).toEqual(expect.arrayContaining([...awsServices]));
});

test("an answer outside its model is the estate's own failure, and told as the service's", async () => {
  const estate = await startAws();
  const describe = () => estate.call("organizations", "DescribeAccount", { AccountId: "100000000001" });
  expect(await describe()).toMatchObject({ Account: { Status: "ACTIVE" } });
  for (const account of estate.world.state.organisation.accounts) account.status = "GONE" as never;
  await expect(describe()).rejects.toMatchObject({ name: "ServiceException", $metadata: { httpStatusCode: 500 } });
});

test("a slow answer that is under way when the world begins again ends at once, and is no call of the new one", async () => {
  const estate = await startAws();
  await estate.control("POST", "fault", { service: "sts", kind: "slow" });
  const before = estate.clock.waiting();
  const reply = estate.call("sts", "GetCallerIdentity");
  reply.catch(() => {});
  await expect.poll(() => estate.clock.waiting()).toBeGreaterThan(before);
  await estate.control("POST", "reset");
  await expect(reply).rejects.toThrow();
  expect(await estate.control("GET", "log?all=true")).toEqual({ log: [] });
});

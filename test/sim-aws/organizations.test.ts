import { describe, expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { billingViewArn, ouIds, rootId, stackSetName } from "../../sim/world/constants.ts";
import { call } from "./clients.ts";
import { type AwsEstate, startAws } from "./estate.ts";

const poolAccount = (number: number) => `1000000000${String(number).padStart(2, "0")}`;
const newAccount = (number: number) => ({
  AccountName: `pool-${number}`,
  Email: `sandbox-provider+pool-${number}@example.gov.uk`,
});
const asked = (estate: AwsEstate, operation: string, input: object = {}) =>
  estate.call("organizations", operation, input);

/** Asks for an account and lets it open. */
async function opened(estate: AwsEstate, input: object) {
  const { CreateAccountStatus } = await asked(estate, "CreateAccount", input);
  await estate.clock.advance(estate.world.delays.accountCreationMs);
  const { Id: CreateAccountRequestId } = CreateAccountStatus;
  return (await asked(estate, "DescribeCreateAccountStatus", { CreateAccountRequestId })).CreateAccountStatus;
}
const move = (estate: AwsEstate, AccountId: string, SourceParentId: string, DestinationParentId: string) =>
  asked(estate, "MoveAccount", { AccountId, SourceParentId, DestinationParentId });

describe("a new account", () => {
  test("is asked for, opens in the root, is moved into the pool, and gets its stack a while later", async () => {
    const estate = await startAws();
    const { State, AccountId } = await opened(estate, newAccount(13));
    expect(State).toBe("SUCCEEDED");
    const parents = async () => (await asked(estate, "ListParents", { ChildId: AccountId })).Parents[0].Id;
    expect(await parents()).toBe(rootId);

    await move(estate, AccountId, rootId, ouIds.Entry);
    // Reads are behind for a moment, the next write is not.
    expect(await parents()).toBe(rootId);
    await expect(move(estate, AccountId, rootId, ouIds.Entry)).rejects.toMatchObject({
      name: "AccountNotFoundException",
    });
    await estate.clock.advance(estate.world.delays.accountSeenMs);
    expect(await parents()).toBe(ouIds.Entry);

    const stacks = async () => {
      const input = { StackSetName: stackSetName, StackInstanceAccount: AccountId };
      const { Summaries } = await estate.call("cloudformation", "ListStackInstances", input);
      return Summaries.map(({ Status }: { Status: string }) => Status);
    };
    expect(await stacks()).toEqual([]);
    await estate.clock.advance(estate.world.delays.stackStartsMs);
    expect(await stacks()).toEqual(["OUTDATED"]);
    await estate.clock.advance(estate.world.delays.stackDeploysMs);
    expect(await stacks()).toEqual(["CURRENT"]);
    await move(estate, AccountId, ouIds.Entry, rootId);
    expect(await stacks()).toEqual([]);
  });

  test("is none when the email is taken, or when there may be no more", async () => {
    const estate = await startAws();
    const taken = { AccountName: "pool-013", Email: "Sandbox-Provider+POOL-001@example.gov.uk" };
    expect(await opened(estate, taken)).toMatchObject({ State: "FAILED", FailureReason: "EMAIL_ALREADY_EXISTS" });
    estate.world.state.organisation.quotas.accounts = estate.world.state.organisation.accounts.length;
    expect(await opened(estate, newAccount(13))).toMatchObject({ FailureReason: "ACCOUNT_LIMIT_EXCEEDED" });
    const { CreateAccountStatuses } = await asked(estate, "ListCreateAccountStatus", { States: ["FAILED"] });
    expect(CreateAccountStatuses).toHaveLength(2);
  });

  test("is refused while five are on their way", async () => {
    const estate = await startAws();
    for (const number of [13, 14, 15, 16, 17]) await asked(estate, "CreateAccount", newAccount(number));
    await expect(asked(estate, "CreateAccount", newAccount(18))).rejects.toMatchObject({
      name: "ConstraintViolationException",
      Reason: "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
    });
  });
});

describe("closing an account", () => {
  test("takes minutes, and is done once", async () => {
    const estate = await startAws();
    const AccountId = poolAccount(12);
    const status = async () => (await asked(estate, "DescribeAccount", { AccountId })).Account;
    await asked(estate, "CloseAccount", { AccountId });
    expect(await status()).toMatchObject({ Status: "PENDING_CLOSURE", State: "PENDING_CLOSURE" });
    await expect(asked(estate, "CloseAccount", { AccountId })).rejects.toMatchObject({ name: "ConflictException" });
    await estate.clock.advance(estate.world.delays.accountClosureMs);
    expect(await status()).toMatchObject({ Status: "SUSPENDED" });
    await expect(asked(estate, "CloseAccount", { AccountId })).rejects.toMatchObject({
      name: "AccountAlreadyClosedException",
    });
  });

  test("is refused for a fourth at once, and when the quota of 30 days is used up", async () => {
    const estate = await startAws();
    for (const number of [1, 2, 3]) await asked(estate, "CloseAccount", { AccountId: poolAccount(number) });
    const fourth = () => asked(estate, "CloseAccount", { AccountId: poolAccount(4) });
    await expect(fourth()).rejects.toMatchObject({ Reason: "CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED" });
    await estate.clock.advance(estate.world.delays.accountClosureMs);
    estate.world.state.organisation.quotas.closures = 3;
    await expect(fourth()).rejects.toMatchObject({ Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" });
    // The window rolls: what was closed more than 30 days ago counts no more.
    for (const closure of estate.world.state.organisation.closures) closure.at -= 30 * 24 * 3_600_000;
    expect(await fourth()).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    expect(estate.world.state.organisation.closures.map(({ accountId }) => accountId)).toEqual([poolAccount(4)]);
  });
});

test("with the quotas used up, accounts are neither opened nor closed until that is cleared", async () => {
  const estate = await startAws();
  await estate.control("POST", "trouble", { name: "quota-used-up" });
  expect(await opened(estate, newAccount(13))).toMatchObject({ FailureReason: "ACCOUNT_LIMIT_EXCEEDED" });
  const close = () => asked(estate, "CloseAccount", { AccountId: poolAccount(12) });
  await expect(close()).rejects.toMatchObject({ Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" });
  delete estate.world.state.organisation.quotaUsedUp;
  expect(await opened(estate, newAccount(13))).toMatchObject({ State: "SUCCEEDED" });
  expect(await close()).toMatchObject({ $metadata: { httpStatusCode: 200 } });
});

test("writes come one at a time, whatever they are on", async () => {
  const wall = createManualClock({ startMs: Date.now() });
  const estate = await startAws({ wall });
  const tag = (number: number) =>
    asked(estate, "TagResource", { ResourceId: poolAccount(number), Tags: [{ Key: "a", Value: "b" }] });
  const first = tag(1);
  await expect.poll(() => wall.waiting()).toBe(1);
  await expect(tag(2)).rejects.toMatchObject({
    name: "ConcurrentModificationException",
    $metadata: { httpStatusCode: 400 },
  });
  await wall.advance(100);
  expect(await first).toMatchObject({ $metadata: { httpStatusCode: 200 } });
});

test("only the role in the management account is answered", async () => {
  const { sdk } = await startAws();
  for (const [service, operation, input] of [
    ["organizations", "ListAccounts", {}],
    ["cloudformation", "ListStackSets", {}],
    ["billing", "GetBillingView", { arn: billingViewArn }],
  ] as const) {
    await expect(call(sdk, service, operation, input)).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
    });
  }
});

test("a list by parent is a page of all accounts, so that it can be short with more behind it", async () => {
  const estate = await startAws();
  const pages: string[][] = [];
  let NextToken: string | undefined;
  do {
    const answer = await asked(estate, "ListAccountsForParent", {
      ParentId: ouIds.Quarantine,
      MaxResults: 5,
      NextToken,
    });
    pages.push(answer.Accounts.map(({ Name }: { Name: string }) => Name));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  expect(pages).toEqual([[], [], ["pool-009", "pool-010"], []]);
});

test("tags are given, told and taken, fifty at most, and none of AWS's own", async () => {
  const estate = await startAws();
  const ResourceId = ouIds.Entry;
  const tag = (keys: readonly string[]) =>
    asked(estate, "TagResource", { ResourceId, Tags: keys.map((Key) => ({ Key, Value: "" })) });
  await tag(["do-not-separate", "other"]);
  await asked(estate, "UntagResource", { ResourceId, TagKeys: ["other"] });
  expect((await asked(estate, "ListTagsForResource", { ResourceId })).Tags).toEqual([
    { Key: "do-not-separate", Value: "" },
  ]);
  const refused = async (keys: readonly string[]) => tag(keys).catch((error: { Reason: string }) => error.Reason);
  expect(await refused(Array.from({ length: 50 }, (_none, index) => `key-${index}`))).toBe("MAX_TAG_LIMIT_EXCEEDED");
  expect(await refused(["aws:owner"])).toBe("INVALID_SYSTEM_TAGS_PARAMETER");
  expect(await refused(["twice", "twice"])).toBe("DUPLICATE_TAG_KEY");
});

test("a move to where the account is, or from where it is not, names what was wrong", async () => {
  const estate = await startAws();
  const name = (from: string, to: string) => move(estate, poolAccount(1), from, to).catch((error: Error) => error.name);
  expect(await name(ouIds.Available, ouIds.Available)).toBe("DuplicateAccountException");
  expect(await name(ouIds.Entry, ouIds.Exit)).toBe("AccountNotFoundException");
  expect(await name(ouIds.Entry, ouIds.Available)).toBe("AccountNotFoundException");
  expect(await name("ou-e5ta-nowhere00", ouIds.Exit)).toBe("SourceParentNotFoundException");
  expect(await name(ouIds.Available, "ou-e5ta-nowhere00")).toBe("DestinationParentNotFoundException");
});

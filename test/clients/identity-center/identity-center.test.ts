import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { groups, people } from "../../../sim/people.ts";
import { identityStoreId, instanceArn, permissionSetArns, roleArns } from "../../../sim/world/constants.ts";
import { createIdentityCenter } from "../../../src/clients/identity-center/create-identity-center.ts";
import { type Estate, startEstate } from "../estate.ts";
import { problemOf } from "../isb/isb-on-script.ts";

let estate: Estate;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate[Symbol.asyncDispose]());

const create = (place: { instanceArn?: string; identityStoreId?: string; roleArn?: string } = {}) =>
  createIdentityCenter({ ...estate.place, ...place, clock: estate.botClock });
const calls = (service: "identitystore" | "sso-admin") =>
  estate.world.calls.list({ services: [service], all: true, since: 0 }).length;
const identity = () => estate.world.state.identity;
const manager = people.find(({ email }) => email === "manager1@example.gov.uk");
const managerId = manager?.identityId ?? "";

describe("somebody's email", () => {
  it("finds the one person it belongs to", async () => {
    expect(await create().findByEmail("manager1@example.gov.uk")).toEqual({
      kind: "one",
      user: {
        id: managerId,
        userName: "manager1@example.gov.uk",
        email: "manager1@example.gov.uk",
        displayName: "Manager One",
      },
    });
  });

  it("finds nobody for a stranger, which is an answer", async () => {
    expect(await create().findByEmail("stranger@example.gov.uk")).toEqual({ kind: "none" });
  });

  it("that is one person's name and another's address is several people", async () => {
    const [one, other] = identity().users;
    if (!one || !other) throw new Error("the estate has people");
    one.email = "elsewhere@example.gov.uk";
    other.email = one.userName;
    expect(await create().findByEmail(one.userName)).toMatchObject({ kind: "several" });
  });

  it("keeps the letter case Identity Center has", async () => {
    const user = identity().users.find(({ userId }) => userId === managerId);
    if (user) user.email = "Manager1@Example.gov.uk";
    const found = await create().findByEmail("manager1@example.gov.uk");
    expect(found.kind === "one" && found.user.email).toBe("Manager1@Example.gov.uk");
  });

  it("of somebody switched off finds nobody", async () => {
    const user = identity().users.find(({ userId }) => userId === managerId);
    if (user) user.enabled = false;
    expect(await create().findByEmail("manager1@example.gov.uk")).toEqual({ kind: "none" });
    expect(await create().userById(managerId)).toBeUndefined();
  });
});

describe("groups", () => {
  it("are told by name, and read afresh each time", async () => {
    const center = create();
    expect([...(await center.groupsOf(managerId))].sort()).toEqual([groups.managers, groups.users].sort());
    const world = identity();
    world.memberships = world.memberships.filter(({ userId }) => userId !== managerId);
    expect(await center.groupsOf(managerId)).toEqual([]);
  });

  it("remember their names, not their members", async () => {
    const center = create({ instanceArn, identityStoreId });
    await center.groupsOf(managerId);
    const first = calls("identitystore");
    await center.groupsOf(managerId);
    expect(calls("identitystore") - first).toBe(1);
    await estate.clock.advance(5 * 60_000);
    await center.groupsOf(managerId);
    expect(calls("identitystore") - first).toBe(1 + first);
  });

  it("tell everybody in them, over all pages", async () => {
    const center = create();
    const found = await center.membersOf(groups.users);
    const expected = people.filter((each) => each.groups.includes(groups.users)).map(({ email }) => email);
    expect(found.map(({ email }) => email).sort()).toEqual(expected.sort());
  });

  it("that nobody made are an error, not an empty group", async () => {
    const problem = await problemOf(create().membersOf("ndx_NoSuchGroup"));
    expect(problem).toMatchObject({ code: "aws-refused", retryable: false });
    expect(problem.message).toContain("ndx_NoSuchGroup");
  });
});

describe("access to an account", () => {
  const accountId = "100000000001";
  const assign = (principalType: "USER" | "GROUP", principalId: string, permissionSetArn: string) =>
    identity().assignments.push({
      requestId: "for-a-test",
      accountId,
      permissionSetArn,
      principalType,
      principalId,
      createdAt: 0,
      effectiveAt: 0,
    });
  const ask = { userId: managerId, accountId, permissionSet: "ndx_IsbUsersPS" };
  const usersPs = permissionSetArns.ndx_IsbUsersPS;

  it("can come through a group", async () => {
    assign(
      "GROUP",
      identity().groups.find(({ displayName }) => displayName === groups.managers)?.groupId ?? "",
      usersPs,
    );
    expect(await create().hasAccess(ask)).toBe(true);
    expect(
      await create().hasAccess({
        ...ask,
        userId: people.find(({ slackId }) => slackId === "U0USER1")?.identityId ?? "",
      }),
    ).toBe(false);
  });

  it("is seen by the permission set's name or its ARN, for that account and that set", async () => {
    const center = create();
    expect(await center.hasAccess(ask)).toBe(false);
    assign("USER", managerId, usersPs);
    expect(await center.hasAccess(ask)).toBe(true);
    expect(await center.hasAccess({ ...ask, permissionSet: usersPs })).toBe(true);
    expect(await center.hasAccess({ ...ask, permissionSet: "ndx_IsbAdminsPS" })).toBe(false);
    expect(await center.hasAccess({ ...ask, accountId: "100000000002" })).toBe(false);
  });
});

describe("where Identity Center is", () => {
  it("is looked up once when it is not configured", async () => {
    const center = create();
    await center.findByEmail("nobody@example.gov.uk");
    await center.findByEmail("nobody@example.gov.uk");
    expect(calls("sso-admin")).toBe(1);
  });

  it("is not looked up when it is configured", async () => {
    await create({ instanceArn, identityStoreId }).findByEmail("nobody@example.gov.uk");
    expect(calls("sso-admin")).toBe(0);
  });

  it("is an error when the configured one does not exist", async () => {
    const problem = await problemOf(
      create({ instanceArn: "arn:aws:sso:::instance/ssoins-0000000000000000" }).findByEmail("a@b.org"),
    );
    expect(problem).toMatchObject({ code: "aws-refused", retryable: false });
  });

  it("can be another account's, entered by a role", async () => {
    const center = create({ roleArn: roleArns.identityCenter });
    expect(await center.findByEmail("manager1@example.gov.uk")).toMatchObject({ kind: "one" });
    const assumed = () => estate.world.calls.list({ services: ["sts"], all: true, since: 0 }).length;
    const first = assumed();
    expect(first).toBeGreaterThan(0);
    await center.findByEmail("manager1@example.gov.uk");
    expect(assumed()).toBe(first);
  });

  it("is an error when the role may not be assumed", async () => {
    const center = create({ roleArn: "arn:aws:iam::900000000003:role/somebody-else" });
    const problem = await problemOf(center.findByEmail("manager1@example.gov.uk"));
    expect(problem).toMatchObject({ code: "aws-refused", retryable: false });
  });
});

describe("an Identity Center that does not answer", () => {
  it.each(["throttle", "error", "down"])("(%s) is never taken for 'nobody'", async (kind) => {
    await estate.control("fault", { service: "identitystore", kind, times: 1000 });
    const center = create();
    const questions = [
      () => center.findByEmail("manager1@example.gov.uk"),
      () => center.groupsOf(managerId),
      () => center.membersOf(groups.users),
    ];
    for (const ask of questions)
      expect(await problemOf(ask())).toMatchObject({ code: "identity-unavailable", retryable: true });
  });

  it("is asked again at the next question", async () => {
    await estate.control("fault", { service: "sso-admin", kind: "error", times: 3 });
    const center = create();
    await problemOf(center.findByEmail("manager1@example.gov.uk"));
    expect(await center.findByEmail("manager1@example.gov.uk")).toMatchObject({ kind: "one" });
  });
});

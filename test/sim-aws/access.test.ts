import { describe, expect, test } from "vitest";
import {
  identityStoreId as IdentityStoreId,
  instanceArn as InstanceArn,
  permissionSetArns,
} from "../../sim/world/constants.ts";
import { accessOf } from "../../sim/world/identity-center.ts";
import { type AwsEstate, startAws } from "./estate.ts";

const user1 = "11111111-0000-4000-8000-000000000005";
const PermissionSetArn: string = permissionSetArns.ndx_IsbUsersPS;
const grant = (number = 1) => ({
  InstanceArn,
  TargetId: `1000000000${String(number).padStart(2, "0")}`,
  TargetType: "AWS_ACCOUNT",
  PermissionSetArn,
  PrincipalType: "USER",
  PrincipalId: user1,
});
const kinds = {
  Creation: { asks: "CreateAccountAssignment", member: "AccountAssignmentCreationStatus" },
  Deletion: { asks: "DeleteAccountAssignment", member: "AccountAssignmentDeletionStatus" },
} as const;

/** Asks for a change; `status` tells how far it is. */
async function ask(estate: AwsEstate, kind: keyof typeof kinds, input = grant()) {
  const { asks, member } = kinds[kind];
  const answer = await estate.call("sso-admin", asks, input);
  return {
    status: async () => {
      const of = { InstanceArn, [`AccountAssignment${kind}RequestId`]: answer[member].RequestId };
      return (await estate.call("sso-admin", `DescribeAccountAssignment${kind}Status`, of))[member];
    },
  };
}

describe("an assignment", () => {
  test("is given and taken, each a while after it was asked", async () => {
    const estate = await startAws();
    const takes = estate.world.delays.accessGrantMs;
    const reached = () => accessOf(estate.world, user1).length;
    const given = await ask(estate, "Creation");
    expect([(await given.status()).Status, reached()]).toEqual(["IN_PROGRESS", 0]);
    await estate.clock.advance(takes);
    expect([(await given.status()).Status, reached()]).toEqual(["SUCCEEDED", 1]);
    const taken = await ask(estate, "Deletion");
    expect([(await taken.status()).Status, reached()]).toEqual(["IN_PROGRESS", 1]);
    await estate.clock.advance(takes);
    expect([(await taken.status()).Status, reached()]).toEqual(["SUCCEEDED", 0]);
  });

  test("that is there already is given again without a wait, and one that is not there cannot be taken", async () => {
    const estate = await startAws();
    await ask(estate, "Creation");
    await estate.clock.advance(estate.world.delays.accessGrantMs);
    expect((await (await ask(estate, "Creation")).status()).Status).toBe("SUCCEEDED");
    expect(estate.world.state.identity.assignments.filter(({ principalId }) => principalId === user1)).toHaveLength(1);
    const none = await ask(estate, "Deletion", grant(2));
    await estate.clock.advance(estate.world.delays.accessGrantMs);
    expect(await none.status()).toMatchObject({ Status: "FAILED", FailureReason: expect.stringContaining("404") });
  });

  test("takes no second request before the first has ended, and no eleventh of all", async () => {
    const estate = await startAws();
    await ask(estate, "Creation");
    await expect(ask(estate, "Deletion")).rejects.toMatchObject({ name: "ConflictException" });
    for (const number of [2, 3, 4, 5, 6, 7, 8, 9, 10]) await ask(estate, "Creation", grant(number));
    await expect(ask(estate, "Creation", grant(11))).rejects.toMatchObject({ name: "ThrottlingException" });
    await estate.clock.advance(estate.world.delays.accessGrantMs);
    await ask(estate, "Creation", grant(11));
  });

  test("on an account that is closed fails in the end", async () => {
    const estate = await startAws();
    for (const account of estate.world.state.organisation.accounts) account.status = "SUSPENDED";
    const given = await ask(estate, "Creation");
    expect((await given.status()).Status).toBe("IN_PROGRESS");
    await estate.clock.advance(estate.world.delays.accessGrantMs);
    expect(await given.status()).toMatchObject({
      Status: "FAILED",
      FailureReason: expect.stringContaining("not active"),
    });
    expect(accessOf(estate.world, user1)).toEqual([]);
  });

  test("on the management account is not this account's to give", async () => {
    const estate = await startAws();
    const input = { ...grant(), TargetId: "900000000001" };
    await expect(ask(estate, "Creation", input)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("a new person", () => {
  const person = {
    IdentityStoreId,
    UserName: "new.person@example.gov.uk",
    DisplayName: "New Person",
    Name: { GivenName: "New", FamilyName: "Person" },
    Emails: [{ Value: "new.person@example.gov.uk" }],
  };
  const find = (AttributeValue: string) => ({
    IdentityStoreId,
    AlternateIdentifier: { UniqueAttribute: { AttributePath: "userName", AttributeValue } },
  });
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => "none",
      (error: Error) => error.name,
    );

  test("is known by their id at once, and found a moment later, though nobody else can have the name meanwhile", async () => {
    const estate = await startAws();
    const { UserId } = await estate.call("identitystore", "CreateUser", person);
    const described = await estate.call("identitystore", "DescribeUser", { IdentityStoreId, UserId });
    expect(described).toMatchObject({ UserName: person.UserName, UserStatus: "ENABLED" });
    const seek = () => estate.call("identitystore", "GetUserId", find("NEW.person@example.gov.uk"));
    expect(await failure(seek())).toBe("ResourceNotFoundException");
    expect(await failure(estate.call("identitystore", "CreateUser", person))).toBe("ConflictException");
    await estate.clock.advance(estate.world.delays.userFoundMs);
    expect(await seek()).toMatchObject({ UserId });
  });

  test("shares no name and no email with another, and needs all of both names", async () => {
    const estate = await startAws();
    const create = (more: object) => failure(estate.call("identitystore", "CreateUser", { ...person, ...more }));
    expect(await create({ Emails: [{ Value: "User1@example.gov.uk" }] })).toBe("ConflictException");
    expect(await create({ Name: { GivenName: "New" } })).toBe("ValidationException");
    expect(await create({ UserName: "Administrator" })).toBe("ValidationException");
    expect(await create({})).toBe("none");
  });

  test("takes their memberships and assignments with them when they go", async () => {
    const estate = await startAws();
    await ask(estate, "Creation");
    await estate.call("identitystore", "DeleteUser", { IdentityStoreId, UserId: user1 });
    const { memberships, assignments } = estate.world.state.identity;
    expect(memberships.filter(({ userId }) => userId === user1)).toEqual([]);
    expect(assignments.filter(({ principalId }) => principalId === user1)).toEqual([]);
  });
});

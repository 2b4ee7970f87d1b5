import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  SSOClient,
} from "@aws-sdk/client-sso";
import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribePermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { instanceArn as InstanceArn, identityStoreId, permissionSetArns } from "../../sim/world/constants.ts";
import { grantAccess } from "../../sim/world/identity-center.ts";
import { startAws } from "./estate.ts";

const user1 = "11111111-0000-4000-8000-000000000005";
const admin2 = "11111111-0000-4000-8000-000000000002";
const PermissionSetArn = permissionSetArns.ndx_IsbUsersPS;
const account = "100000000001";

async function start() {
  const estate = await startAws();
  return {
    ...estate,
    admin: new SSOAdminClient(estate.sdk),
    portal: new SSOClient({ region: estate.sdk.region, endpoint: estate.url, maxAttempts: 1 }),
    grant: () =>
      grantAccess(estate.world, {
        accountId: account,
        permissionSetArn: PermissionSetArn,
        principalType: "USER",
        principalId: user1,
      }),
  };
}

describe("SSO Admin", () => {
  test("knows one instance and three permission sets", async () => {
    const { admin } = await start();
    const { Instances } = await admin.send(new ListInstancesCommand({}));
    expect(Instances).toMatchObject([{ InstanceArn, IdentityStoreId: identityStoreId, Status: "ACTIVE" }]);
    const { PermissionSets } = await admin.send(new ListPermissionSetsCommand({ InstanceArn }));
    expect(PermissionSets).toEqual(Object.values(permissionSetArns));
    const { PermissionSet } = await admin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
    expect(PermissionSet).toMatchObject({ Name: "ndx_IsbUsersPS", SessionDuration: "PT8H" });
  });

  test("shows an assignment only once it works, though its request is known from the start", async () => {
    const { admin, clock, world, grant } = await start();
    const list = async () => {
      const input = { InstanceArn, AccountId: account, PermissionSetArn };
      return (await admin.send(new ListAccountAssignmentsCommand(input))).AccountAssignments;
    };
    grant();
    const requestId = world.state.identity.assignments.at(-1)?.requestId;
    const status = async () => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId: requestId };
      return (await admin.send(new DescribeAccountAssignmentCreationStatusCommand(input)))
        .AccountAssignmentCreationStatus?.Status;
    };
    expect([await list(), await status()]).toEqual([[], "IN_PROGRESS"]);
    await clock.advance(10_000);
    expect(await list()).toEqual([{ AccountId: account, PermissionSetArn, PrincipalId: user1, PrincipalType: "USER" }]);
    expect(await status()).toBe("SUCCEEDED");
  });

  test("lists a principal's assignments, those through groups too, by account when asked", async () => {
    const { admin } = await start();
    const list = async (AccountId?: string) => {
      const Filter = AccountId ? { Filter: { AccountId } } : {};
      const input = { InstanceArn, PrincipalId: admin2, PrincipalType: "USER" as const, ...Filter };
      return (await admin.send(new ListAccountAssignmentsForPrincipalCommand(input))).AccountAssignments;
    };
    expect(await list()).toHaveLength(11);
    expect(await list("100000000006")).toEqual(
      expect.arrayContaining([
        { AccountId: "100000000006", PermissionSetArn, PrincipalId: admin2, PrincipalType: "USER" },
        expect.objectContaining({ PermissionSetArn: permissionSetArns.ndx_IsbAdminsPS, PrincipalType: "GROUP" }),
      ]),
    );
  });

  test.each([
    [
      "another instance",
      { InstanceArn: "arn:aws:sso:::instance/ssoins-0000000000000000", AccountId: account, PermissionSetArn },
      "ResourceNotFoundException",
    ],
    [
      "another permission set",
      { InstanceArn, AccountId: account, PermissionSetArn: PermissionSetArn.replace(/.$/, "9") },
      "ResourceNotFoundException",
    ],
    [
      "an account id of eleven digits",
      { InstanceArn, AccountId: "10000000000", PermissionSetArn },
      "ValidationException",
    ],
    [
      "a page over the limit",
      { InstanceArn, AccountId: account, PermissionSetArn, MaxResults: 101 },
      "ValidationException",
    ],
  ])("refuses %s", async (_name, input, name) => {
    const { admin } = await start();
    await expect(admin.send(new ListAccountAssignmentsCommand(input))).rejects.toMatchObject({ name });
  });
});

describe("the access portal", () => {
  test("shows a person their accounts and roles, and gives credentials for them", async () => {
    const { portal, sdk, clock, grant, control } = await start();
    const { accessToken } = (await control("POST", "portal-token", { user: "user1@example.gov.uk" })) as {
      accessToken: string;
    };
    expect((await portal.send(new ListAccountsCommand({ accessToken }))).accountList).toEqual([]);
    const ask = () =>
      portal.send(new GetRoleCredentialsCommand({ accessToken, accountId: account, roleName: "ndx_IsbUsersPS" }));
    grant();
    await expect(ask()).rejects.toMatchObject({ name: "ForbiddenException", message: "No access" });
    await clock.advance(10_000);
    expect((await portal.send(new ListAccountsCommand({ accessToken }))).accountList).toEqual([
      { accountId: account, accountName: "pool-001", emailAddress: "sandbox-provider+pool-001@example.gov.uk" },
    ]);
    expect((await portal.send(new ListAccountRolesCommand({ accessToken, accountId: account }))).roleList).toEqual([
      { accountId: account, roleName: "ndx_IsbUsersPS" },
    ]);
    const { roleCredentials } = await ask();
    const credentials = {
      accessKeyId: roleCredentials?.accessKeyId ?? "",
      secretAccessKey: roleCredentials?.secretAccessKey ?? "",
      sessionToken: roleCredentials?.sessionToken ?? "",
    };
    expect(await new STSClient({ ...sdk, credentials }).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: expect.stringMatching(/AWSReservedSSO_ndx_IsbUsersPS_.*\/user1@example\.gov\.uk$/),
    });
  });

  test("knows no other token", async () => {
    const { portal } = await start();
    await expect(portal.send(new ListAccountsCommand({ accessToken: "made-up" }))).rejects.toMatchObject({
      name: "UnauthorizedException",
      $metadata: { httpStatusCode: 401 },
    });
  });
});

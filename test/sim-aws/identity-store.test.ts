import {
  DescribeGroupCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetUserIdCommand,
  IdentitystoreClient,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  paginateListGroupMemberships,
  paginateListUsers,
} from "@aws-sdk/client-identitystore";
import { describe, expect, test } from "vitest";
import { identityStoreId as IdentityStoreId } from "../../sim/world/constants.ts";
import { startAws } from "./estate.ts";

const manager1 = "11111111-0000-4000-8000-000000000003";
const nobody = "11111111-0000-4000-8000-00000000ffff";
const byUserName = (AttributeValue: string) => ({
  IdentityStoreId,
  AlternateIdentifier: { UniqueAttribute: { AttributePath: "userName", AttributeValue } },
});

async function start() {
  const estate = await startAws();
  return { ...estate, client: new IdentitystoreClient(estate.sdk) };
}

describe("people", () => {
  test("are found by user name in any letter case, and by email", async () => {
    const { client } = await start();
    expect(await client.send(new GetUserIdCommand(byUserName("Manager1@Example.GOV.uk")))).toMatchObject({
      UserId: manager1,
    });
    const byEmail = {
      IdentityStoreId,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: "emails.value", AttributeValue: "manager1@example.gov.uk" },
      },
    };
    expect(await client.send(new GetUserIdCommand(byEmail))).toMatchObject({ UserId: manager1 });
  });

  test("are described with their primary email", async () => {
    const { client } = await start();
    expect(await client.send(new DescribeUserCommand({ IdentityStoreId, UserId: manager1 }))).toMatchObject({
      UserName: "manager1@example.gov.uk",
      DisplayName: "Manager One",
      Emails: [{ Value: "manager1@example.gov.uk", Primary: true }],
      UserStatus: "ENABLED",
    });
  });

  test("are listed in pages, and by user name", async () => {
    const { client } = await start();
    const names: unknown[] = [];
    let pages = 0;
    for await (const page of paginateListUsers({ client, pageSize: 3 }, { IdentityStoreId })) {
      names.push(...(page.Users ?? []).map(({ UserName }) => UserName));
      pages += 1;
    }
    expect([names.length, pages]).toEqual([8, 3]);
    expect(names).not.toContain("guest@example.org");
    const Filters = [{ AttributePath: "UserName", AttributeValue: "user1@example.gov.uk" }];
    const { Users } = await client.send(new ListUsersCommand({ IdentityStoreId, Filters }));
    expect(Users?.map(({ DisplayName }) => DisplayName)).toEqual(["User One"]);
  });

  test.each([
    ["an unknown user name", new GetUserIdCommand(byUserName("guest@example.org")), "ResourceNotFoundException"],
    ["an unknown user id", new DescribeUserCommand({ IdentityStoreId, UserId: nobody }), "ResourceNotFoundException"],
    ["an id of another form", new DescribeUserCommand({ IdentityStoreId, UserId: "manager1" }), "ValidationException"],
    [
      "another store",
      new DescribeUserCommand({ IdentityStoreId: "d-0123456789", UserId: manager1 }),
      "ResourceNotFoundException",
    ],
    ["a page over the limit", new ListUsersCommand({ IdentityStoreId, MaxResults: 101 }), "ValidationException"],
    ["a made-up page token", new ListUsersCommand({ IdentityStoreId, NextToken: "abc" }), "ValidationException"],
    [
      "a filter by email",
      new ListUsersCommand({ IdentityStoreId, Filters: [{ AttributePath: "Emails.Value", AttributeValue: "x" }] }),
      "ValidationException",
    ],
  ] as const)("%s is refused", async (_name, command, name) => {
    const { client } = await start();
    await expect(client.send(command as DescribeUserCommand)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(/./),
    });
  });

  test("an unknown person is named in the error", async () => {
    const { client } = await start();
    await expect(client.send(new DescribeUserCommand({ IdentityStoreId, UserId: nobody }))).rejects.toMatchObject({
      ResourceType: "USER",
      ResourceId: nobody,
    });
  });
});

describe("groups", () => {
  async function groupId(client: IdentitystoreClient, AttributeValue: string): Promise<string> {
    const UniqueAttribute = { AttributePath: "displayName", AttributeValue };
    const { GroupId } = await client.send(
      new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } }),
    );
    return GroupId ?? "";
  }

  test("are listed, found by name and described", async () => {
    const { client } = await start();
    const { Groups } = await client.send(new ListGroupsCommand({ IdentityStoreId }));
    expect(Groups?.map(({ DisplayName }) => DisplayName)).toEqual([
      "ndx_IsbUsersGroup",
      "ndx_IsbManagersGroup",
      "ndx_IsbAdminsGroup",
      "ndx-IsbPreapprovedGroup",
    ]);
    const GroupId = await groupId(client, "ndx_IsbAdminsGroup");
    expect(await client.send(new DescribeGroupCommand({ IdentityStoreId, GroupId }))).toMatchObject({
      DisplayName: "ndx_IsbAdminsGroup",
    });
    await expect(groupId(client, "Nobody")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      ResourceType: "GROUP",
    });
  });

  test("tell their members, a page at a time, and a member their groups", async () => {
    const { client } = await start();
    const GroupId = await groupId(client, "ndx_IsbManagersGroup");
    const members: unknown[] = [];
    for await (const page of paginateListGroupMemberships({ client, pageSize: 1 }, { IdentityStoreId, GroupId })) {
      members.push(...(page.GroupMemberships ?? []).map(({ MemberId }) => MemberId?.UserId));
    }
    expect(members).toEqual([manager1, "11111111-0000-4000-8000-000000000004"]);
    const of = { IdentityStoreId, MemberId: { UserId: manager1 } };
    const { GroupMemberships } = await client.send(new ListGroupMembershipsForMemberCommand(of));
    expect(GroupMemberships).toHaveLength(2);
    await expect(
      client.send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: nobody })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  test("answer whether somebody is in them", async () => {
    const { client } = await start();
    const GroupIds = [await groupId(client, "ndx_IsbManagersGroup"), await groupId(client, "ndx_IsbAdminsGroup")];
    const of = { IdentityStoreId, MemberId: { UserId: manager1 } };
    const { Results } = await client.send(new IsMemberInGroupsCommand({ ...of, GroupIds }));
    expect(Results?.map(({ MembershipExists }) => MembershipExists)).toEqual([true, false]);
    await expect(client.send(new IsMemberInGroupsCommand({ ...of, GroupIds: [] }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });
});

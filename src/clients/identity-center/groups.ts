import {
  DescribeGroupCommand,
  GetGroupIdCommand,
  type IdentitystoreClient,
  paginateListGroupMemberships,
  paginateListGroupMembershipsForMember,
} from "@aws-sdk/client-identitystore";
import type { Clock } from "../../domain/clock.ts";
import { minutes } from "../../domain/duration.ts";
import { allPages } from "../aws/all-pages.ts";
import { noSuchGroup, orMissing, orProblem } from "./identity-problems.ts";
import { createRemembered } from "./remembered.ts";

/** How long a group's name is remembered; who is in it never is. */
const namesForMs = minutes(5);

/** Which groups there are and who is in them. Identity Center groups hold people only, no groups. */
export const createGroups = ({
  client,
  storeId,
  clock,
}: {
  client: IdentitystoreClient;
  storeId: () => Promise<string>;
  clock: Clock;
}) => {
  const names = createRemembered<string | undefined>({ clock, forMs: namesForMs });
  const ids = createRemembered<string | undefined>({ clock, forMs: namesForMs });

  const nameOf = (id: string): Promise<string | undefined> =>
    names(id, async () => {
      const question = new DescribeGroupCommand({ IdentityStoreId: await storeId(), GroupId: id });
      return (await orMissing("DescribeGroup", client.send(question)))?.DisplayName;
    });

  const idOf = (name: string): Promise<string | undefined> =>
    ids(name, async () => {
      const question = new GetGroupIdCommand({
        IdentityStoreId: await storeId(),
        AlternateIdentifier: { UniqueAttribute: { AttributePath: "displayName", AttributeValue: name } },
      });
      return (await orMissing("GetGroupId", client.send(question)))?.GroupId;
    });

  const groupsOf = async (userId: string): Promise<readonly string[]> => {
    const IdentityStoreId = await storeId();
    const pages = paginateListGroupMembershipsForMember({ client }, { IdentityStoreId, MemberId: { UserId: userId } });
    const memberships = await orProblem("ListGroupMembershipsForMember", allPages(pages));
    const groupIds = memberships.flatMap((page) => page.GroupMemberships ?? []).flatMap(({ GroupId }) => GroupId ?? []);
    const found = await Promise.all(groupIds.map(nameOf));
    return found.filter((name) => name !== undefined);
  };

  const memberIdsOf = async (groupName: string): Promise<readonly string[]> => {
    const GroupId = await idOf(groupName);
    if (GroupId === undefined) throw noSuchGroup(groupName);
    const pages = paginateListGroupMemberships({ client }, { IdentityStoreId: await storeId(), GroupId });
    const memberships = await orProblem("ListGroupMemberships", allPages(pages));
    return memberships.flatMap((page) => page.GroupMemberships ?? []).flatMap(({ MemberId }) => MemberId?.UserId ?? []);
  };

  return { groupsOf, memberIdsOf };
};

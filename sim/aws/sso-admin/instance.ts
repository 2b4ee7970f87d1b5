import { accountIds, identityStoreId, instanceArn, region } from "../../world/constants.ts";
import type { PermissionSet } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { text } from "../input.ts";
import type { Input, Operation } from "../operation.ts";
import { pageAs } from "../paging.ts";

export const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message);

export const instanceView = {
  InstanceArn: instanceArn,
  IdentityStoreId: identityStoreId,
  OwnerAccountId: accountIds.identityCenter,
  Name: "estate",
  Status: "ACTIVE",
  PrimaryRegion: region,
};

/** Every operation but ListInstances names the instance it means. */
export const inInstance =
  (run: Operation): Operation =>
  (context) => {
    if (text(context.input, "InstanceArn") !== instanceArn) throw notFound("Instance does not exist");
    return run(context);
  };

export function permissionSetOf(world: World, input: Input): PermissionSet {
  const wanted = text(input, "PermissionSetArn");
  const found = world.state.identity.permissionSets.find(({ arn }) => arn === wanted);
  if (!found) throw notFound("PermissionSet does not exist");
  return found;
}

/** Insists that a user or group exists. */
export function insistOnPrincipal(world: World, type: string, id: string): void {
  const { users, groups } = world.state.identity;
  const known =
    type === "USER" ? users.some(({ userId }) => userId === id) : groups.some(({ groupId }) => groupId === id);
  if (!known) throw notFound(`${type} not found`);
}

export const paged = <T>(member: string, items: readonly T[], input: Input): Record<string, unknown> =>
  pageAs(member, items, {
    input,
    badToken: () => new AwsError("ValidationException", "The provided NextToken is not valid"),
  });

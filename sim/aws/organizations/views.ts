import { accountIds, organisationId, rootId } from "../../world/constants.ts";
import type { AccountCreation, OrganizationAccount, OrganizationalUnit } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { seconds } from "../input.ts";

export const arnOf = (kind: "account" | "ou" | "root" | "organization", id: string): string =>
  `arn:aws:organizations::${accountIds.management}:${kind}/${organisationId}${id ? `/${id}` : ""}`;

/** Where reads show an account: a moved one stays where it was for a moment. */
export function parentSeen(world: World, { parentId, seenIn }: OrganizationAccount): string {
  return seenIn && seenIn.until > world.clock.now() ? seenIn.parentId : parentId;
}

/** From the organisation down: `o-…/r-…/ou-…/`, an account's own id last. */
export function pathOf(world: World, parentId: string): string {
  const unit = world.state.organisation.units.find(({ id }) => id === parentId);
  return unit ? `${pathOf(world, unit.parentId)}${unit.id}/` : `${organisationId}/${rootId}/`;
}

export const accountView = (world: World, account: OrganizationAccount) => ({
  Id: account.id,
  Arn: arnOf("account", account.id),
  Email: account.email,
  Name: account.name,
  Status: account.status,
  State: account.status,
  Paths: [`${pathOf(world, parentSeen(world, account))}${account.id}/`],
  JoinedMethod: account.id === accountIds.management ? "INVITED" : "CREATED",
  JoinedTimestamp: seconds(account.joinedAt),
});

export const unitView = (world: World, unit: OrganizationalUnit) => ({
  Id: unit.id,
  Arn: arnOf("ou", unit.id),
  Name: unit.name,
  Path: pathOf(world, unit.id),
});

export const creationView = (creation: AccountCreation) => ({
  Id: creation.id,
  AccountName: creation.name,
  State: creation.state,
  RequestedTimestamp: seconds(creation.requestedAt),
  CompletedTimestamp: creation.completedAt === undefined ? undefined : seconds(creation.completedAt),
  AccountId: creation.accountId,
  FailureReason: creation.failureReason,
});

/**
 * Not found, in Organizations' words, by what was not
 * (github.com/aws-ia/terraform-aws-control_tower_account_factory/issues/289 has an account's).
 */
export const notFound = {
  account: () => new AwsError("AccountNotFoundException", "You specified an account that doesn't exist."),
  parent: () => new AwsError("ParentNotFoundException", "You specified parent that doesn't exist."),
  child: () => new AwsError("ChildNotFoundException", "You specified a child that doesn't exist."),
  unit: () =>
    new AwsError("OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist."),
  target: () => new AwsError("TargetNotFoundException", "You specified a target that doesn't exist."),
  creation: () =>
    new AwsError(
      "CreateAccountStatusNotFoundException",
      "You specified an account creation request ID that does not exist.",
    ),
};

export const badToken = (): AwsError =>
  new AwsError("InvalidInputException", "You provided a NextToken that is not valid.", {
    Reason: "INVALID_NEXT_TOKEN",
  });

/** API Reference, every List operation: 20 at most, and 20 unless asked for fewer. */
export const mostPerPage = 20;

export function accountOf(world: World, id: string): OrganizationAccount {
  const account = world.state.organisation.accounts.find((known) => known.id === id);
  if (!account) throw notFound.account();
  return account;
}

/** Insists that a root or OU exists. */
export function insistOnParent(world: World, id: string, missing: () => AwsError = notFound.parent): void {
  if (id !== rootId && !world.state.organisation.units.some((unit) => unit.id === id)) throw missing();
}

import { accountIds, organisationId, rootId } from "../../world/constants.ts";
import type { World } from "../../world/world.ts";
import { list, optional, text } from "../input.ts";
import type { Input, Operations } from "../operation.ts";
import { pageAs, pageOf } from "../paging.ts";
import * as view from "./views.ts";

const paged = <T>(member: string, items: readonly T[], input: Input) =>
  pageAs(member, items, { input, most: view.mostPerPage, badToken: view.badToken });

/** The parent of an account or OU, as reads show it. */
function parentOf(world: World, childId: string): string {
  const { accounts, units } = world.state.organisation;
  const account = accounts.find(({ id }) => id === childId);
  const parentId = account ? view.parentSeen(world, account) : units.find(({ id }) => id === childId)?.parentId;
  if (parentId === undefined) throw view.notFound.child();
  return parentId;
}

/**
 * One page over all accounts, and of it those below `parentId`: a page can be short, or empty, with more behind it
 * (API Reference, the note at every List operation).
 */
function accountsBelow(world: World, parentId: string, input: Input) {
  view.insistOnParent(world, parentId);
  const { page, next } = pageOf(world.state.organisation.accounts, {
    size: input.MaxResults,
    token: input.NextToken,
    most: view.mostPerPage,
    badToken: view.badToken,
  });
  const below = page.filter((account) => view.parentSeen(world, account) === parentId);
  return { below, more: next === undefined ? {} : { NextToken: next } };
}

/** What Organizations tells. */
export const reads: Operations = {
  DescribeOrganization: ({ world }) => {
    const management = view.accountOf(world, accountIds.management);
    return {
      Organization: {
        Id: organisationId,
        Arn: view.arnOf("organization", ""),
        FeatureSet: "ALL",
        MasterAccountArn: view.arnOf("account", management.id),
        MasterAccountId: management.id,
        MasterAccountEmail: management.email,
      },
    };
  },
  ListRoots: ({ input }) =>
    paged("Roots", [{ Id: rootId, Arn: view.arnOf("root", rootId), Name: "Root", PolicyTypes: [] }], input),
  ListOrganizationalUnitsForParent: ({ world, input }) => {
    const parentId = text(input, "ParentId");
    view.insistOnParent(world, parentId);
    const children = world.state.organisation.units.filter((unit) => unit.parentId === parentId);
    return paged(
      "OrganizationalUnits",
      children.map((unit) => view.unitView(world, unit)),
      input,
    );
  },
  DescribeOrganizationalUnit: ({ world, input }) => {
    const unit = world.state.organisation.units.find(({ id }) => id === text(input, "OrganizationalUnitId"));
    if (!unit) throw view.notFound.unit();
    return { OrganizationalUnit: view.unitView(world, unit) };
  },
  ListParents: ({ world, input }) => {
    const Id = parentOf(world, text(input, "ChildId"));
    return paged("Parents", [{ Id, Type: Id === rootId ? "ROOT" : "ORGANIZATIONAL_UNIT" }], input);
  },
  ListChildren: ({ world, input }) => {
    const parentId = text(input, "ParentId");
    if (input.ChildType === "ACCOUNT") {
      const { below, more } = accountsBelow(world, parentId, input);
      return { Children: below.map(({ id }) => ({ Id: id, Type: "ACCOUNT" })), ...more };
    }
    view.insistOnParent(world, parentId);
    const units = world.state.organisation.units.filter((unit) => unit.parentId === parentId);
    return paged(
      "Children",
      units.map(({ id }) => ({ Id: id, Type: "ORGANIZATIONAL_UNIT" })),
      input,
    );
  },
  ListAccounts: ({ world, input }) =>
    paged(
      "Accounts",
      world.state.organisation.accounts.map((account) => view.accountView(world, account)),
      input,
    ),
  ListAccountsForParent: ({ world, input }) => {
    const { below, more } = accountsBelow(world, text(input, "ParentId"), input);
    return { Accounts: below.map((account) => view.accountView(world, account)), ...more };
  },
  DescribeAccount: ({ world, input }) => ({
    Account: view.accountView(world, view.accountOf(world, text(input, "AccountId"))),
  }),
  DescribeCreateAccountStatus: ({ world, input }) => {
    const wanted = text(input, "CreateAccountRequestId");
    const creation = world.state.organisation.creations.find(({ id }) => id === wanted);
    if (!creation) throw view.notFound.creation();
    return { CreateAccountStatus: view.creationView(creation) };
  },
  ListCreateAccountStatus: ({ world, input }) => {
    const states = list<string>(input, "States");
    const wanted = world.state.organisation.creations.filter(
      ({ state }) => states.length === 0 || states.includes(state),
    );
    return paged("CreateAccountStatuses", wanted.map(view.creationView), input);
  },
  /** Identity Center is run from its own account. */
  ListDelegatedAdministrators: ({ world, input }) => {
    const service = optional(input, "ServicePrincipal");
    const asked = service === undefined || service === "sso.amazonaws.com";
    const { Paths: _paths, ...administrator } = view.accountView(
      world,
      view.accountOf(world, accountIds.identityCenter),
    );
    const DelegationEnabledDate = administrator.JoinedTimestamp;
    return paged("DelegatedAdministrators", asked ? [{ ...administrator, DelegationEnabledDate }] : [], input);
  },
};

import { expect } from "vitest";
import { accountIds, ouIds, rootId } from "../../../sim/world/constants.ts";
import type { AwsEstate } from "../estate.ts";
import { examplesOf } from "./example.ts";

const account = "100000000001";
const unknownAccount = "999999999999";
const unknownParent = "ou-e5ta-nowhere00";
const oneMore = { AccountName: "pool-013", Email: "sandbox-provider+pool-013@example.gov.uk" };

const tagsOfAccount = async (estate: AwsEstate) =>
  (await estate.call("organizations", "ListTagsForResource", { ResourceId: account })).Tags;

/** AWS Organizations, called through the bot's role in the management account. */
export const organizationsExamples = examplesOf("organizations", {
  DescribeOrganization: {
    passes: {},
    answers: { Organization: { MasterAccountId: accountIds.management, FeatureSet: "ALL" } },
    refused: {},
    refusedTo: "the task",
    by: "AccessDeniedException",
  },
  ListRoots: {
    passes: {},
    answers: { Roots: [{ Id: rootId, Name: "Root" }] },
    refused: { MaxResults: 21 },
    by: "InvalidInputException",
  },
  ListOrganizationalUnitsForParent: {
    passes: { ParentId: ouIds.ndx_InnovationSandboxAccountPool },
    answers: { OrganizationalUnits: expect.arrayContaining([expect.objectContaining({ Name: "Quarantine" })]) },
    refused: { ParentId: unknownParent },
    by: "ParentNotFoundException",
  },
  DescribeOrganizationalUnit: {
    passes: { OrganizationalUnitId: ouIds.Entry },
    answers: { OrganizationalUnit: { Name: "Entry", Path: expect.stringMatching(/^o-.*\/r-e5ta\/ou-.*\/ou-.*\/$/) } },
    refused: { OrganizationalUnitId: unknownParent },
    by: "OrganizationalUnitNotFoundException",
  },
  ListParents: {
    passes: { ChildId: account },
    answers: { Parents: [{ Id: ouIds.Available, Type: "ORGANIZATIONAL_UNIT" }] },
    refused: { ChildId: unknownAccount },
    by: "ChildNotFoundException",
  },
  ListChildren: {
    passes: { ParentId: ouIds.Frozen, ChildType: "ACCOUNT" },
    answers: { Children: [{ Id: "100000000008", Type: "ACCOUNT" }] },
    refused: { ParentId: ouIds.Frozen, ChildType: "POLICY" },
    by: "InvalidInputException",
  },
  ListAccounts: {
    passes: { MaxResults: 2 },
    answers: { Accounts: [{ Id: accountIds.management }, { Id: accountIds.hub }], NextToken: expect.any(String) },
    refused: { NextToken: "made-up" },
    by: "InvalidInputException",
  },
  ListAccountsForParent: {
    passes: { ParentId: ouIds.Quarantine },
    answers: { Accounts: [{ Name: "pool-009" }, { Name: "pool-010" }] },
    refused: { ParentId: "Quarantine" },
    by: "InvalidInputException",
  },
  DescribeAccount: {
    passes: { AccountId: account },
    answers: { Account: { Name: "pool-001", Status: "ACTIVE", State: "ACTIVE", Paths: [expect.any(String)] } },
    refused: { AccountId: unknownAccount },
    by: "AccountNotFoundException",
  },
  CreateAccount: {
    passes: oneMore,
    answers: { CreateAccountStatus: { State: "IN_PROGRESS", AccountName: "pool-013" } },
    refused: { ...oneMore, Email: "nobody" },
    by: "InvalidInputException",
  },
  DescribeCreateAccountStatus: {
    given: async (estate) => {
      const { CreateAccountStatus } = await estate.call("organizations", "CreateAccount", oneMore);
      return { id: CreateAccountStatus.Id };
    },
    passes: ({ id }) => ({ CreateAccountRequestId: id }),
    answers: { CreateAccountStatus: { State: "IN_PROGRESS" } },
    refused: { CreateAccountRequestId: "car-00000000" },
    by: "CreateAccountStatusNotFoundException",
  },
  ListCreateAccountStatus: {
    passes: { States: ["IN_PROGRESS"] },
    answers: { CreateAccountStatuses: [] },
    refused: { States: ["WAITING"] },
    by: "InvalidInputException",
  },
  MoveAccount: {
    passes: { AccountId: account, SourceParentId: ouIds.Available, DestinationParentId: ouIds.Entry },
    answers: {},
    after: {
      look: async (estate) => {
        await estate.clock.advance(estate.world.delays.accountSeenMs);
        return (await estate.call("organizations", "ListParents", { ChildId: account })).Parents;
      },
      finds: [{ Id: ouIds.Entry, Type: "ORGANIZATIONAL_UNIT" }],
    },
    refused: { AccountId: account, SourceParentId: rootId, DestinationParentId: ouIds.Entry },
    by: "AccountNotFoundException",
  },
  CloseAccount: {
    passes: { AccountId: "100000000012" },
    answers: {},
    after: {
      look: async (estate) =>
        (await estate.call("organizations", "DescribeAccount", { AccountId: "100000000012" })).Account.Status,
      finds: "PENDING_CLOSURE",
    },
    refused: { AccountId: accountIds.management },
    by: "ConstraintViolationException",
  },
  TagResource: {
    passes: { ResourceId: account, Tags: [{ Key: "do-not-separate", Value: "" }] },
    answers: {},
    after: { look: tagsOfAccount, finds: [{ Key: "do-not-separate", Value: "" }] },
    refused: { ResourceId: unknownAccount, Tags: [{ Key: "do-not-separate", Value: "" }] },
    by: "TargetNotFoundException",
  },
  UntagResource: {
    given: async (estate) => {
      const Tags = ["do-not-separate", "owner"].map((Key) => ({ Key, Value: "" }));
      await estate.call("organizations", "TagResource", { ResourceId: account, Tags });
      return {};
    },
    passes: { ResourceId: account, TagKeys: ["do-not-separate"] },
    answers: {},
    after: { look: tagsOfAccount, finds: [{ Key: "owner", Value: "" }] },
    refused: { ResourceId: account, TagKeys: [""] },
    by: "InvalidInputException",
  },
  ListTagsForResource: {
    passes: { ResourceId: account },
    answers: { Tags: [] },
    refused: { ResourceId: unknownAccount },
    by: "TargetNotFoundException",
  },
  ListDelegatedAdministrators: {
    passes: { ServicePrincipal: "sso.amazonaws.com" },
    answers: { DelegatedAdministrators: [{ Id: accountIds.identityCenter }] },
    refused: { MaxResults: 0 },
    by: "InvalidInputException",
  },
});

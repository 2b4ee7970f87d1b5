import { expect } from "vitest";
import { billingViewArn as arn, stackSetName as StackSetName } from "../../../sim/world/constants.ts";
import { errorOf, examplesOf } from "./example.ts";

const StackInstanceAccount = "100000000001";
const StackInstanceRegion = "us-west-2";
const nobody = { StackSetName: "Isb-other-SandboxAccountResources" };

export const stackExamples = examplesOf("cloudformation", {
  ListStackSets: {
    passes: { Status: "ACTIVE" },
    answers: { Summaries: [{ StackSetName, PermissionModel: "SERVICE_MANAGED", AutoDeployment: { Enabled: true } }] },
    refused: { Status: "GONE" },
    by: "ValidationError",
  },
  DescribeStackSet: {
    passes: { StackSetName },
    answers: { StackSet: { StackSetName, Regions: [StackInstanceRegion] } },
    refused: nobody,
    by: "StackSetNotFoundException",
  },
  ListStackInstances: {
    passes: { StackSetName, StackInstanceAccount, StackInstanceRegion },
    answers: {
      Summaries: [
        { Account: StackInstanceAccount, Status: "CURRENT", StackInstanceStatus: { DetailedStatus: "SUCCEEDED" } },
      ],
    },
    refused: nobody,
    by: "StackSetNotFoundException",
  },
  DescribeStackInstance: {
    passes: { StackSetName, StackInstanceAccount, StackInstanceRegion },
    answers: { StackInstance: { Status: "CURRENT" } },
    refused: { StackSetName, StackInstanceAccount: "200000000001", StackInstanceRegion },
    by: "StackInstanceNotFoundException",
  },
});

export const billingExamples = examplesOf("billing", {
  ListBillingViews: {
    passes: { billingViewTypes: ["CUSTOM"] },
    answers: { billingViews: [{ arn, healthStatus: { statusCode: "HEALTHY" } }] },
    refused: { billingViewTypes: ["OTHER"] },
    by: "ValidationException",
  },
  GetBillingView: {
    passes: { arn },
    answers: {
      billingView: { dataFilterExpression: { dimensions: { key: "LINKED_ACCOUNT", values: expect.any(Array) } } },
    },
    refused: { arn: arn.replace(/1$/, "2") },
    by: "ResourceNotFoundException",
  },
  UpdateBillingView: {
    passes: { arn, dataFilterExpression: { dimensions: { key: "LINKED_ACCOUNT", values: ["100000000001"] } } },
    answers: { arn },
    refused: {
      arn,
      dataFilterExpression: {
        dimensions: {
          key: "LINKED_ACCOUNT",
          values: Array.from({ length: 201 }, (_none, index) => String(100000000000 + index)),
        },
      },
    },
    by: "ValidationException",
  },
});

/** The world's day in these tests is 5 January 2026. */
const week = { Start: "2025-12-29", End: "2026-01-05" };
const byAccount = [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }];

export const costExamples = examplesOf("ce", {
  GetCostAndUsage: {
    passes: { TimePeriod: week, Granularity: "MONTHLY", Metrics: ["UnblendedCost"], GroupBy: byAccount },
    answers: {
      ResultsByTime: [
        { Estimated: false, Groups: expect.any(Array) },
        { Estimated: true, Groups: expect.arrayContaining([expect.objectContaining({ Keys: ["100000000008"] })]) },
      ],
    },
    refused: {
      TimePeriod: { Start: "2026-01-05", End: "2026-01-05" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
    },
    by: "ValidationException",
  },
});

const settingNames = ["recentsConsole", "defaultRegion"];

export const consoleExamples = examplesOf("console-control", {
  GetCallerSettings: {
    passes: { settingNames },
    answers: { settingsByScope: { caller: { defaultRegion: "us-west-2" } } },
    refused: { settingNames: ["wallpaper"] },
    by: "ValidationException",
  },
  UpdateCallerSettings: {
    passes: { deleteSettingNames: ["recentsConsole"] },
    answers: {},
    after: {
      look: async (estate) =>
        (await estate.call("console-control", "GetCallerSettings", { settingNames })).settingsByScope.caller,
      finds: { defaultRegion: "us-west-2" },
    },
    refused: {},
    by: "ValidationException",
  },
  DeleteCallerDashboard: {
    passes: { dashboardId: "console-home-unified" },
    answers: {},
    after: {
      // Nothing lists them.
      look: (estate) =>
        errorOf(estate.call("console-control", "DeleteCallerDashboard", { dashboardId: "console-home-unified" })),
      finds: "ResourceNotFoundException",
    },
    refused: { dashboardId: "another" },
    by: "ResourceNotFoundException",
  },
});

import type { Blueprint, LeaseTemplate, StackSet } from "../isb-shapes.ts";

const owner = "manager1@example.gov.uk";
const meta = (now: number) => {
  const created = new Date(now - 90 * 24 * 3_600_000).toISOString();
  return { schemaVersion: 3, createdTime: created, lastEditTime: created };
};

/** The blueprint behind `council-chatbot`. */
export const chatbotBlueprintId = "44444444-0000-4000-8000-000000000001";

const chatbotStackSetId = "council-chatbot:55555555-0000-4000-8000-000000000001";

/** Blueprints ISB knows. */
export function seedBlueprints({ now }: { now: number }): Blueprint[] {
  return [
    {
      blueprintId: chatbotBlueprintId,
      name: "council-chatbot",
      stackSetId: chatbotStackSetId,
      regions: ["us-west-2"],
      tags: {},
      createdBy: owner,
      deploymentTimeoutMinutes: 30,
      regionConcurrencyType: "SEQUENTIAL",
      maxConcurrentPercentage: 100,
      failureTolerancePercentage: 0,
      concurrencyMode: "STRICT_FAILURE_TOLERANCE",
      meta: { ...meta(now), schemaVersion: 1 },
    },
  ];
}

/** The hub's StackSets: one in use, one that could be, and one ISB refuses because AWS manages it. */
export function seedStackSets(): StackSet[] {
  const stackSet = (stackSetId: string, about: Partial<StackSet>): StackSet => ({
    stackSetName: stackSetId.split(":")[0] ?? stackSetId,
    stackSetId,
    status: "ACTIVE",
    permissionModel: "SELF_MANAGED",
    ...about,
  });
  return [
    stackSet(chatbotStackSetId, { description: "A chatbot for council services" }),
    stackSet("form-builder:55555555-0000-4000-8000-000000000002", { description: "Forms without code" }),
    stackSet("baseline-guardrails:55555555-0000-4000-8000-000000000003", { permissionModel: "SERVICE_MANAGED" }),
  ];
}

/** Lease templates, one for every way a request can go. */
export function seedTemplates({ now }: { now: number }): LeaseTemplate[] {
  const template = (
    number: number,
    name: string,
    about: Partial<LeaseTemplate> & Pick<LeaseTemplate, "description">,
  ): LeaseTemplate => ({
    uuid: `33333333-0000-4000-8000-${String(number).padStart(12, "0")}`,
    name,
    requiresApproval: false,
    createdBy: owner,
    visibility: "PUBLIC",
    maxSpend: 50,
    budgetThresholds: [{ dollarsSpent: 40, action: "ALERT" }],
    leaseDurationInHours: 24,
    durationThresholds: [{ hoursRemaining: 4, action: "ALERT" }],
    blueprintId: null,
    meta: meta(now),
    ...about,
  });
  return [
    template(1, "empty-sandbox", { description: "An empty AWS account" }),
    template(2, "council-chatbot", {
      description: "A chatbot for council services, ready to try",
      blueprintId: chatbotBlueprintId,
      blueprintName: "council-chatbot",
      leaseDurationInHours: 48,
    }),
    template(3, "data-lab", {
      description: "A data laboratory with a larger budget",
      requiresApproval: true,
      maxSpend: 150,
      budgetThresholds: [
        { dollarsSpent: 100, action: "ALERT" },
        { dollarsSpent: 140, action: "FREEZE_ACCOUNT" },
      ],
      leaseDurationInHours: 168,
    }),
    template(4, "private-lab", { description: "For managers to give out", visibility: "PRIVATE" }),
    template(5, "two-of-a-kind", { description: "The first of two with one name", maxSpend: 10, budgetThresholds: [] }),
    template(6, "two-of-a-kind", {
      description: "The second of two with one name",
      maxSpend: 20,
      budgetThresholds: [],
    }),
  ];
}

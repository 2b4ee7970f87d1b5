import { portalUrl, region } from "../constants.ts";
import type { AccountRecord, IsbConfiguration, Lease, LeaseTemplate } from "../isb-shapes.ts";
import type { Random } from "../random.ts";
import type { WorldState } from "../shapes.ts";
import { ouName } from "../units.ts";
import { heldSince, poolAccountId, quarantined } from "./organisation.ts";
import { seedBlueprints, seedStackSets, seedTemplates } from "./templates.ts";

const hourMs = 3_600_000;

/** Global configuration: ISB's shipped defaults, but out of maintenance and with a larger ceiling. */
function seedConfiguration(): IsbConfiguration {
  return {
    termsOfService: "Use this account for experiments only.",
    maintenanceMode: false,
    isbManagedRegions: [region, "us-east-1", "eu-west-2"],
    leases: {
      requireMaxBudget: true,
      maxBudget: 200,
      requireMaxDuration: true,
      maxDurationHours: 336,
      maxLeasesPerUser: 3,
      ttl: 30,
    },
    cleanup: {
      numberOfFailedAttemptsToCancelCleanup: 3,
      waitBeforeRetryFailedAttemptSeconds: 5,
      numberOfSuccessfulAttemptsToFinishCleanup: 2,
      waitBeforeRerunSuccessfulAttemptSeconds: 30,
    },
    auth: { awsAccessPortalUrl: portalUrl, webAppUrl: "https://isb.estate.example" },
    costReportGroups: ["exploration", "delivery"],
    requireCostReportGroup: false,
  };
}

/** ISB tracks what stands in the five pool OUs; accounts in Entry and Exit have no record. */
function seedAccounts({ organisation, now }: { organisation: WorldState["organisation"]; now: number }) {
  const tracked: readonly string[] = ["Available", "Active", "CleanUp", "Quarantine", "Frozen"];
  return organisation.accounts.flatMap((account): AccountRecord[] => {
    const status = ouName(organisation, account.parentId);
    if (!status || !tracked.includes(status)) return [];
    // The billing separator wrote the record when it put the account on hold.
    const editedAt = account.id === quarantined.held ? heldSince(now) : now - 48 * hourMs;
    const cleanedAt = new Date(now - 48 * hourMs).toISOString();
    return [
      {
        awsAccountId: account.id,
        email: account.email,
        name: account.name,
        status: status as AccountRecord["status"],
        driftAtLastScan: false,
        cleanupExecutionContext: {
          stateMachineExecutionArn: `arn:aws:states:${region}:900000000002:execution:AccountCleaner:${account.name}-1`,
          stateMachineExecutionStartTime: cleanedAt,
        },
        meta: {
          schemaVersion: 1,
          createdTime: new Date(account.joinedAt).toISOString(),
          lastEditTime: new Date(editedAt).toISOString(),
        },
      },
    ];
  });
}

/** Leases from before: two Active, one Frozen, one waiting, two over. None belongs to user1, user2 or user3. */
function seedLeases({ templates, now, random }: { templates: LeaseTemplate[]; now: number; random: Random }): Lease[] {
  const at = (hours: number) => new Date(now + hours * hourMs).toISOString();
  const lease = (userEmail: string, templateName: string, createdHours: number, about: Partial<Lease>): Lease => {
    const template = templates.find(({ name }) => name === templateName);
    if (!template) throw new Error(`no template ${templateName}`);
    const { maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds, blueprintId, blueprintName } =
      template;
    return {
      userEmail,
      uuid: random.uuid(),
      status: "Active",
      originalLeaseTemplateUuid: template.uuid,
      originalLeaseTemplateName: template.name,
      createdBy: userEmail,
      ...{ maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds, blueprintId, blueprintName },
      meta: { schemaVersion: 3, createdTime: at(createdHours), lastEditTime: at(createdHours) },
      ...about,
    } as Lease;
  };
  const running = (account: number, startHours: number, hours: number, totalCostAccrued: number): Partial<Lease> => ({
    awsAccountId: poolAccountId(account),
    approvedBy: "AUTO_APPROVED",
    startDate: at(startHours),
    expirationDate: at(startHours + hours),
    lastCheckedDate: at(-0.5),
    totalCostAccrued,
  });
  const ended = (status: Lease["status"], endHours: number): Partial<Lease> => ({
    status,
    endDate: at(endHours),
    ttl: Math.floor((now + endHours * hourMs) / 1000) + 30 * 24 * 3600,
  });
  return [
    lease("admin2@example.gov.uk", "empty-sandbox", -6, running(6, -6, 24, 1.27)),
    lease("manager2@example.gov.uk", "council-chatbot", -20, running(7, -20, 48, 6.4)),
    lease("manager1@example.gov.uk", "data-lab", -100, {
      ...running(8, -96, 168, 140.2),
      status: "Frozen",
      approvedBy: "admin1@example.gov.uk",
    }),
    lease("manager1@example.gov.uk", "data-lab", -3, { status: "PendingApproval", comments: "For the open data day" }),
    lease("admin2@example.gov.uk", "empty-sandbox", -80, { ...running(9, -80, 24, 3.1), ...ended("Expired", -56) }),
    lease("manager2@example.gov.uk", "empty-sandbox", -90, {
      ...running(10, -90, 24, 12.9),
      ...ended("ManuallyTerminated", -70),
    }),
  ];
}

/** Everything ISB keeps in its tables and configuration. */
export function seedIsb(from: {
  organisation: WorldState["organisation"];
  now: number;
  random: Random;
}): WorldState["isb"] {
  const templates = seedTemplates(from);
  return {
    configuration: seedConfiguration(),
    templates,
    blueprints: seedBlueprints(from),
    leases: seedLeases({ ...from, templates }),
    accounts: seedAccounts(from),
    stackSets: seedStackSets(),
    cleaning: [],
    lifecycleQueue: [],
    lifecycleTaken: [],
    deadLetters: [],
  };
}

import { z } from "zod";
import { type AccountRecord, type Lease, type LeaseTemplate, leaseStatuses } from "../world/isb-shapes.ts";

/**
 * What ISB v1.2.14 takes for a record of its own when it reads its tables. One that fails, such as one written by a later
 * version, is left out of lists, which then carry `error` beside `result`, and is not found when asked for by its id.
 */

const metaOf = (newest: number) =>
  z.object({
    schemaVersion: z.int().min(1).max(newest),
    createdTime: z.string().optional(),
    lastEditTime: z.string().optional(),
  });
const action = z.enum(["ALERT", "FREEZE_ACCOUNT"]);
const positive = z.number().positive();

export const budgetThresholds = z.array(z.strictObject({ dollarsSpent: positive, action }));
export const durationThresholds = z.array(z.strictObject({ hoursRemaining: positive, action }));
export const costReportGroup = z.string().min(1).max(50);

const templateFields = {
  uuid: z.uuid(),
  name: z.string().min(1).max(50),
  description: z.string().max(1000).optional(),
  requiresApproval: z.boolean(),
  createdBy: z.email(),
  visibility: z.enum(["PUBLIC", "PRIVATE"]).default("PUBLIC"),
  maxSpend: positive.optional(),
  budgetThresholds: budgetThresholds.optional(),
  leaseDurationInHours: positive.optional(),
  durationThresholds: durationThresholds.optional(),
  costReportGroup: costReportGroup.optional(),
  blueprintId: z.uuid().nullable().optional(),
  blueprintName: z.string().nullable().optional(),
  meta: metaOf(3).optional(),
};

export const templateRecord = z.strictObject(templateFields);

export const leaseRecord = z.strictObject({
  userEmail: z.email(),
  uuid: z.uuid(),
  status: z.enum(leaseStatuses),
  originalLeaseTemplateUuid: z.uuid(),
  originalLeaseTemplateName: z.string(),
  createdBy: z.email().optional(),
  comments: z.string().max(1000).optional(),
  maxSpend: positive.nullable().optional(),
  budgetThresholds: budgetThresholds.optional(),
  leaseDurationInHours: positive.optional(),
  durationThresholds: durationThresholds.optional(),
  costReportGroup: costReportGroup.nullable().optional(),
  blueprintId: z.uuid().nullable().optional(),
  blueprintName: z.string().nullable().optional(),
  awsAccountId: z.string().nullable().optional(),
  approvedBy: z.string().nullable().optional(),
  startDate: z.string().optional(),
  lastCheckedDate: z.string().optional(),
  totalCostAccrued: z.number().optional(),
  expirationDate: z.string().nullable().optional(),
  endDate: z.string().optional(),
  ttl: z.number().optional(),
  meta: metaOf(3),
});

export const accountRecord = z.strictObject({
  awsAccountId: z.string().regex(/^\d{12}$/),
  email: z.email().optional(),
  name: z.string().max(50).optional(),
  status: z.enum(["Available", "Active", "CleanUp", "Quarantine", "Frozen"]),
  driftAtLastScan: z.boolean(),
  cleanupExecutionContext: z
    .strictObject({ stateMachineExecutionArn: z.string(), stateMachineExecutionStartTime: z.string() })
    .optional(),
  meta: metaOf(1).optional(),
});

type Stored = Lease | LeaseTemplate | AccountRecord;

/** The items of a page ISB can read, as they are stored; `error` counts and explains the others. */
export function readable<T extends Stored>(items: readonly T[], shape: z.ZodType): { result: T[]; error?: string } {
  const read = items.map((item) => ({ item, problem: shape.safeParse(item).error }));
  const result = read.filter(({ problem }) => !problem).map(({ item }) => item);
  const problems = read.flatMap(({ problem }) => (problem ? [problem.message] : []));
  if (problems.length === 0) return { result };
  return { result, error: `${problems.length} invalid records found: ${problems.join("; ")}` };
}

/** One item, or undefined when there is none or ISB cannot read it. */
export const readableItem = <T extends Stored>(item: T | undefined, shape: z.ZodType): T | undefined =>
  item && readable([item], shape).result[0];

import { z } from "zod";
import type { HttpRequest } from "../http/server.ts";
import { Refusal, refuse } from "./errors.ts";
import { budgetThresholds, costReportGroup, durationThresholds, templateRecord } from "./records.ts";

const jsonType = /^application\/(?:[\w.+-]+\+)?json(?:$|\s*;)/i;

/** ISB v1.2.14, body parser: 415 for a type that is not JSON, for no body and for a broken one. No type counts as JSON. */
function readJson(request: HttpRequest): unknown {
  const type = request.headers["content-type"];
  if (type !== undefined && !jsonType.test(type)) throw refuse(415, "Unsupported Media Type");
  if (request.body === "") throw refuse(415, "Invalid or malformed JSON was provided");
  try {
    return JSON.parse(request.body);
  } catch {
    throw refuse(415, "Invalid or malformed JSON was provided");
  }
}

/** Reads a body that must have exactly this shape: 400 with a message per field, `input` being the whole. */
export function readBody<T>(request: HttpRequest, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(readJson(request));
  if (parsed.success) return parsed.data;
  throw new Refusal(
    400,
    parsed.error.issues.map(({ message, path }) => ({ message, field: path.length > 0 ? path.join(".") : "input" })),
  );
}

/** ISB v1.2.14, leases handler. A template name is not accepted, nor is `null` or an empty email. */
export const leaseRequestShape = z.strictObject({
  leaseTemplateUuid: z.uuid(),
  comments: z.string().max(1000).optional(),
  userEmail: z.email().optional(),
});

/** ISB v1.2.14: `null` removes a field; the date must end in `Z`. */
export const leasePatchShape = z.strictObject({
  maxSpend: z.number().positive().nullable().optional(),
  budgetThresholds: budgetThresholds.optional(),
  expirationDate: z.iso.datetime().nullable().optional(),
  durationThresholds: durationThresholds.optional(),
  costReportGroup: costReportGroup.nullable().optional(),
});

export const reviewShape = z.strictObject({ action: z.enum(["Approve", "Deny"]) });

export const accountRegistrationShape = z.strictObject({
  awsAccountId: z.string().regex(/^\d{12}$/),
  email: z.unknown().optional(),
  name: z.unknown().optional(),
  meta: z.unknown().optional(),
});

/** ISB v1.2.14: the server gives a new template its id, its author and its blueprint's name. */
export const newTemplateShape = templateRecord.omit({ uuid: true, createdBy: true, blueprintName: true });

/** ISB v1.2.14: a replacement names its author itself. */
export const templateShape = templateRecord.omit({ uuid: true, blueprintName: true });

const blueprintName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,49}$/);
const tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .refine((given) => Object.keys(given).length <= 10, "At most 10 tags");
const percentage = (least: number) => z.int().min(least).max(100);

/** ISB v1.2.14: what can be changed of a blueprint; the StackSet and its regions stay. */
export const blueprintPatchShape = z.strictObject({
  name: blueprintName.optional(),
  tags: tags.optional(),
  deploymentTimeoutMinutes: z.number().min(5).max(480).optional(),
  regionConcurrencyType: z.enum(["SEQUENTIAL", "PARALLEL"]).optional(),
  maxConcurrentPercentage: percentage(1).optional(),
  failureTolerancePercentage: percentage(0).optional(),
  concurrencyMode: z.enum(["STRICT_FAILURE_TOLERANCE", "SOFT_FAILURE_TOLERANCE"]).optional(),
});

export const blueprintShape = blueprintPatchShape.extend({
  name: blueprintName,
  stackSetId: z.string().min(1),
  regions: z.array(z.string()).min(1),
});

import { z } from "zod";
import type { HttpRequest } from "../http/server.ts";
import { Refusal, refuse } from "./errors.ts";

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

const threshold = { action: z.enum(["ALERT", "FREEZE_ACCOUNT"]) };

/** ISB v1.2.14, leases handler. A template name is not accepted, nor is `null` or an empty email. */
export const leaseRequestShape = z.strictObject({
  leaseTemplateUuid: z.uuid(),
  comments: z.string().max(1000).optional(),
  userEmail: z.email().optional(),
});

/** ISB v1.2.14: `null` removes a field; the date must end in `Z`. */
export const leasePatchShape = z.strictObject({
  maxSpend: z.number().positive().nullable().optional(),
  budgetThresholds: z.array(z.strictObject({ dollarsSpent: z.number().positive(), ...threshold })).optional(),
  expirationDate: z.iso.datetime().nullable().optional(),
  durationThresholds: z.array(z.strictObject({ hoursRemaining: z.number().positive(), ...threshold })).optional(),
  costReportGroup: z.string().min(1).max(50).nullable().optional(),
});

export const reviewShape = z.strictObject({ action: z.enum(["Approve", "Deny"]) });

export const accountRegistrationShape = z.strictObject({
  awsAccountId: z.string().regex(/^\d{12}$/),
  email: z.unknown().optional(),
  name: z.unknown().optional(),
  meta: z.unknown().optional(),
});

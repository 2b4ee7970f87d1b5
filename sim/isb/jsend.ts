import { json } from "../http/json.ts";
import type { HttpResponse } from "../http/server.ts";
import type { Refusal } from "./errors.ts";

/** ISB v1.2.14, handler middleware: every handler answer carries security headers and no rate-limit header. */
const headers = {
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** `data` undefined is left out: retryCleanup and eject answer so. */
export const success = (status: number, data: unknown): HttpResponse =>
  json(status, { status: "success", ...(data === undefined ? {} : { data }) }, headers);

export const failure = (refusal: Refusal): HttpResponse =>
  json(refusal.status, { status: "fail", data: { errors: refusal.errors } }, headers);

/** Always the same text: the reason stays in ISB's own logs. */
export const serverError = (): HttpResponse =>
  json(500, { status: "error", message: "An unexpected error occurred." }, headers);

import { z } from "zod";
import type { Reply, Silence } from "./exchange.ts";

/** What an answer means, whoever gave it: ISB's handler (JSend), the gateway before it, or the firewall before that. */
export type Answer =
  | { kind: "success"; data: unknown }
  /** The handler says no; `said` is its own words. */
  | { kind: "refusal"; status: number; said: string }
  /** The handler broke: it may have got some of the way. */
  | { kind: "handler-broke"; status: number }
  /** The proof, the person's role, or maintenance: the gateway does not say which. Nothing was done. */
  | { kind: "denied"; status: number }
  /** The firewall: address, rate, or words in the request. Nothing was done. */
  | { kind: "blocked"; status: number }
  /** The gateway has no such route. Nothing was done. */
  | { kind: "no-route"; status: number }
  /** The gateway broke before the handler was called. Nothing was done. */
  | { kind: "gate-broke"; status: number }
  | { kind: "throttled"; status: number }
  /** The gateway gave up waiting, or the handler died: it may have been done, and may still be going on. */
  | { kind: "gave-up"; status: number }
  /** Not an answer ISB gives. */
  | { kind: "unreadable"; status: number }
  | Silence;

const longestQuote = 300;

const handlerSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("success"), data: z.unknown() }),
  z.object({
    status: z.literal("fail"),
    data: z
      .object({ errors: z.array(z.object({ message: z.string(), field: z.string().optional() })) })
      .optional()
      .catch(undefined),
  }),
  z.object({ status: z.literal("error") }),
]);

const messageOf = (body: unknown): string | null | undefined => {
  const read = z.object({ message: z.string().nullable() }).safeParse(body);
  return read.success ? read.data.message : undefined;
};

/** Only a handler's answer has `status` in its body: that tells the five meanings of 403 apart. */
const fromHandler = (status: number, body: unknown): Answer | undefined => {
  const read = handlerSchema.safeParse(body);
  if (!read.success) return undefined;
  if (read.data.status === "success")
    return status < 300 ? { kind: "success", data: read.data.data } : { kind: "unreadable", status };
  if (status === 401) return { kind: "denied", status };
  if (status === 429) return { kind: "throttled", status };
  if (read.data.status === "error" || status >= 500) return { kind: "handler-broke", status };
  const said = (read.data.data?.errors ?? []).map(({ field, message }) => (field ? `${field}: ${message}` : message));
  return { kind: "refusal", status, said: said.join(" ").slice(0, longestQuote) };
};

const fromGateway = (status: number, body: unknown): Answer => {
  const message = messageOf(body);
  if (status === 401) return { kind: "denied", status };
  if (status === 403 && message === "Forbidden") return { kind: "blocked", status };
  if (status === 403 && message === "Missing Authentication Token") return { kind: "no-route", status };
  if (status === 403) return { kind: "denied", status };
  if (status === 429) return { kind: "throttled", status };
  // A broken authorizer answers 500 with a null message (AWS API Gateway); the handler was never called.
  if (status === 500 && message === null) return { kind: "gate-broke", status };
  if (status >= 500) return { kind: "gave-up", status };
  return { kind: "unreadable", status };
};

/** Sources: ISB v1.2.14 handlers and authorizer; AWS API Gateway's and WAF's own bodies. The body itself goes no further than here. */
export const meaningOf = (came: Reply | Silence): Answer =>
  came.kind === "silence" ? came : (fromHandler(came.status, came.body) ?? fromGateway(came.status, came.body));

import { setImmediate as turn } from "node:timers/promises";
import { createIsb } from "../../../src/clients/isb/create-isb.ts";
import type { IsbActor } from "../../../src/clients/isb/isb.ts";
import type { JwtSecret } from "../../../src/clients/secrets/jwt-secret.ts";
import { isProblem, type Problem } from "../../../src/domain/problem.ts";
import { secret } from "../../../src/domain/secret.ts";
import { createManualClock, type ManualClock } from "../../fakes/manual-clock.ts";
import { type Scripted, startScriptedServer } from "./scripted-server.ts";

export const secretValue = "0123456789abcdef0123456789abcdef";
export const admin: IsbActor = { email: "admin1@example.gov.uk", roles: ["Admin"] };
export const user: IsbActor = { email: "user1@example.gov.uk", roles: ["User"] };
export const key = { userEmail: "user1@example.gov.uk", uuid: "0a1b2c3d-1111-4222-8333-444455556666" };

export const lease = {
  ...key,
  status: "Active",
  originalLeaseTemplateUuid: "33333333-0000-4000-8000-000000000001",
  originalLeaseTemplateName: "empty-sandbox",
  approvedBy: null,
  awsAccountId: null,
};
export const success = (data: unknown, status = 200): Scripted => ({ status, body: { status: "success", data } });
export const fail = (status: number, message: string): Scripted => ({
  status,
  body: { status: "fail", data: { errors: [{ message }] } },
});
export const broke: Scripted = { status: 500, body: { status: "error", message: "An unexpected error occurred." } };
export const gateway = (status: number, message: string | null): Scripted => ({ status, body: { message } });
export const explicitDeny: Scripted = {
  status: 403,
  body: { Message: "User is not authorized to access this resource with an explicit deny" },
};

/** A secret that can be rotated, and counts how often it was read anew. */
export const createCountingSecret = (values: readonly string[] = [secretValue]) => {
  let reads = 0;
  const current = () => secret(values[Math.min(reads, values.length - 1)] ?? "");
  const jwt: JwtSecret = {
    read: async () => current(),
    refresh: async () => {
      reads += 1;
      return current();
    },
  };
  return { jwt, reads: () => reads };
};

/** An ISB client against a server that answers from a list. Everything it logs is kept. */
export const isbOnScript = async (
  answers: readonly Scripted[],
  options: { secrets?: readonly string[]; timeoutMs?: number; baseUrl?: string } = {},
) => {
  const server = await startScriptedServer(answers);
  const clock = createManualClock();
  const counting = createCountingSecret(options.secrets);
  const logged: string[] = [];
  const write = (context: object, message: string) => void logged.push(`${message} ${JSON.stringify(context)}`);
  const isb = await createIsb({
    baseUrl: options.baseUrl ?? `${server.url}/prod`,
    dialect: "1.2",
    secret: counting.jwt,
    clock,
    log: { debug: write, info: write, warn: write, error: write },
    version: "1.2.3",
    random: () => 0.5,
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
  });
  return { isb, server, clock, logged, secretReads: counting.reads };
};

/** Lets world time pass whenever the call sleeps, until it is done. */
export const throughPauses = async <T>(clock: ManualClock, call: Promise<T>): Promise<T> => {
  let pending = true;
  const over = () => {
    pending = false;
  };
  call.then(over, over);
  while (pending) await (clock.asleep > 0 ? clock.advance(250) : turn());
  return call;
};

export const problemOf = async (call: Promise<unknown>): Promise<Problem> => {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isProblem(error)) throw new Error("expected a Problem", { cause: error });
  return error;
};

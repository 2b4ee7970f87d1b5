import type { Clock } from "../../domain/clock.ts";
import { seconds } from "../../domain/duration.ts";
import { type Gate, openGate } from "../../domain/gate.ts";
import type { Log } from "../../domain/log.ts";
import type { JwtSecret } from "../secrets/jwt-secret.ts";
import { createCaller } from "./caller.ts";
import { dialect12 } from "./dialect-1-2.ts";
import type { Isb, IsbDialectName } from "./isb.ts";
import { otherDialect } from "./isb-problems.ts";
import { probeDialect } from "./probe.ts";
import { createSession } from "./session.ts";

const callTimeoutMs = seconds(30);

export interface IsbOptions {
  /** With the stage, without a trailing slash: "https://….execute-api.us-west-2.amazonaws.com/prod". */
  baseUrl: string;
  /** "auto" asks the deployment. */
  dialect: "auto" | IsbDialectName;
  secret: JwtSecret;
  clock: Clock;
  log: Log;
  /** The bot's own, for the User-Agent. */
  version: string;
  fetch?: typeof fetch;
  random?: () => number;
  /** Passed by every request in somebody's name; absent: open. */
  gate?: Gate;
  /** Real milliseconds for one call. Default 30 s: an account move inside ISB retries for up to 14 s before it answers. */
  timeoutMs?: number;
}

/**
 * The Innovation Sandbox at `baseUrl`. Rejects with "isb-auth" when it is a version this bot cannot sign in to.
 * When "auto" gets no clear answer, ISB being down for example, it takes 1.2 and looks again at the first denied call.
 */
export const createIsb = async (options: IsbOptions): Promise<Isb> => {
  const { secret, clock, log, random = Math.random, gate = openGate } = options;
  const wire = {
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    // Looked up at each call, so that what a test or a tracer puts in its place is used.
    fetch: options.fetch ?? ((...asked: Parameters<typeof fetch>) => globalThis.fetch(...asked)),
    timeoutMs: options.timeoutMs ?? callTimeoutMs,
    userAgent: `isb-bot/${options.version}`,
  };

  const found = options.dialect === "auto" ? await probeDialect(wire) : options.dialect;
  if (found === "1.3") throw otherDialect();
  if (found === "unclear") log.warn({ dialect: "1.2" }, "ISB does not say which version it is; assuming one");
  const dialect = dialect12;

  const call = createCaller({
    wire,
    signer: dialect.createSigner({ secret, clock }),
    clock,
    log,
    random,
    codec: dialect.codec,
    gate,
  });
  return {
    dialect: dialect.name,
    can: dialect.can,
    as: (actor) => createSession({ actor, call, codec: dialect.codec }),
  };
};

import type { Problem } from "../../domain/problem.ts";
import type { Answer } from "./answer.ts";
import type { Codec } from "./codec.ts";
import type { ExchangeOptions } from "./exchange.ts";
import type { IsbActor } from "./isb.ts";
import { inMaintenance, otherDialect, wrongRole } from "./isb-problems.ts";
import { excludes, type Operation } from "./operation.ts";
import { probeDialect } from "./probe.ts";

/** Open to everybody, also in maintenance (ISB v1.2.14 authorizer). */
const configurations: Operation = { name: "GET /configurations", method: "GET", path: "/configurations" };

export interface Denied {
  actor: IsbActor;
  operation: Operation;
  cause: unknown;
  wire: ExchangeOptions;
  codec: Codec;
  /** Sends one more operation in the actor's name, signed anew. */
  ask: (operation: Operation) => Promise<Answer>;
}

/**
 * The gateway denies a bad token, a wrong role, maintenance and (in 1.3) every token with the same words. Resolves to what it
 * certainly was; undefined: perhaps the token. That another call came through proves nothing about the token: for minutes after a
 * rotation some of the authorizer's containers hold the new secret and others the old one.
 */
export const whyDenied = async ({
  actor,
  operation,
  cause,
  wire,
  codec,
  ask,
}: Denied): Promise<Problem | undefined> => {
  if ((await probeDialect(wire)) === "1.3") return otherDialect();
  if (excludes(operation, actor.roles)) return wrongRole(cause);
  // Maintenance never stops an Admin, and nobody from reading the configuration.
  if (actor.roles.includes("Admin") || operation.name === configurations.name) return undefined;
  const answer = await ask(configurations);
  if (answer.kind !== "success") return undefined;
  try {
    return codec.configuration(answer.data).maintenanceMode ? inMaintenance(cause) : undefined;
  } catch {
    return undefined;
  }
};

import type { Clock } from "../../domain/clock.ts";
import { seconds } from "../../domain/duration.ts";
import type { Log } from "../../domain/log.ts";
import type { Problem } from "../../domain/problem.ts";
import { type Answer, meaningOf } from "./answer.ts";
import type { Codec } from "./codec.ts";
import { type ExchangeOptions, exchange } from "./exchange.ts";
import type { IsbActor } from "./isb.ts";
import { inMaintenance, otherDialect, problemOf, wrongRole } from "./isb-problems.ts";
import { changes, type Operation } from "./operation.ts";
import { probeDialect } from "./probe.ts";
import type { Signer } from "./signer.ts";

/** A read that failed for a passing reason is tried this often again, and not once this much world time has gone by. */
const readsAgain = 2;
const readsWithinMs = seconds(20);
const firstPauseMs = seconds(1);

export interface CallerOptions {
  wire: ExchangeOptions;
  signer: Signer;
  clock: Clock;
  log: Log;
  /** 0 to below 1. */
  random: () => number;
  codec: Codec;
}

/** Sends one operation in one person's name; resolves to the `data` of a success, rejects with a `Problem`. */
export type Caller = (actor: IsbActor, operation: Operation) => Promise<unknown>;

const configurations: Operation = { name: "GET /configurations", method: "GET", path: "/configurations" };

const passing: ReadonlySet<Answer["kind"]> = new Set([
  "throttled",
  "gate-broke",
  "handler-broke",
  "gave-up",
  "silence",
]);

export const createCaller = ({ wire, signer, clock, log, random, codec }: CallerOptions): Caller => {
  const once = async (actor: IsbActor, operation: Operation, tries: number): Promise<Answer> => {
    const startedAt = performance.now();
    const answer = meaningOf(await exchange(wire, operation, await signer.sign(actor, tries)));
    const status = "status" in answer ? answer.status : undefined;
    const tookMs = Math.round(performance.now() - startedAt);
    log.debug({ operation: operation.name, answer: answer.kind, status, tookMs, tries }, "asked ISB");
    return answer;
  };

  /** A denied call did nothing, so even a change may be signed anew and sent once more: ISB's secret changes every 30 days. */
  const withFreshProof = async (actor: IsbActor, operation: Operation, tries: number): Promise<Answer> => {
    const answer = await once(actor, operation, tries);
    if (answer.kind !== "denied") return answer;
    log.warn({ operation: operation.name, status: answer.status }, "ISB denied the token; reading the secret again");
    await signer.renew();
    return once(actor, operation, tries + 1);
  };

  /** The gateway denies a bad token, a wrong role and maintenance with the same words; what everybody may read tells them apart. */
  const whyDenied = async (actor: IsbActor, operation: Operation, denied: Problem): Promise<Problem> => {
    if ((await probeDialect(wire)) === "1.3") return otherDialect();
    if (actor.roles.includes("Admin") || operation.path === configurations.path) return denied;
    const answer = await once(actor, configurations, 0);
    if (answer.kind !== "success") return denied;
    try {
      return codec.configuration(answer.data).maintenanceMode ? inMaintenance(denied.cause) : wrongRole(denied.cause);
    } catch {
      return denied;
    }
  };

  return async (actor, operation) => {
    const startedAt = clock.now();
    for (let tries = 0; ; tries += 1) {
      // Two per round, so that no two tokens of one call are the same.
      const answer = await withFreshProof(actor, operation, tries * 2);
      if (answer.kind === "success") return answer.data;
      const problem = problemOf(operation, answer);
      if (answer.kind === "denied") throw await whyDenied(actor, operation, problem);
      const pauseMs = firstPauseMs * 2 ** tries * (0.5 + random());
      const inTime = clock.now() + pauseMs - startedAt <= readsWithinMs;
      if (changes(operation) || !passing.has(answer.kind) || tries >= readsAgain || !inTime) throw problem;
      log.info({ operation: operation.name, code: problem.code, pauseMs: Math.round(pauseMs) }, "asking ISB again");
      await clock.sleep(pauseMs);
    }
  };
};

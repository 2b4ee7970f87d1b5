import { noteCall } from "../../domain/calls.ts";
import type { Clock } from "../../domain/clock.ts";
import { seconds } from "../../domain/duration.ts";
import type { Gate } from "../../domain/gate.ts";
import type { Log } from "../../domain/log.ts";
import { type Answer, meaningOf } from "./answer.ts";
import type { Codec } from "./codec.ts";
import { type ExchangeOptions, exchange } from "./exchange.ts";
import type { IsbActor } from "./isb.ts";
import { problemOf } from "./isb-problems.ts";
import { changes, type Operation } from "./operation.ts";
import type { Signer } from "./signer.ts";
import { whyDenied } from "./why-denied.ts";

const forPassingReasons = 2;

/** How often a read that met this is asked again, and not once `readsWithinMs` of world time has gone by. */
const readsAgain: Partial<Record<Answer["kind"], number>> = {
  throttled: forPassingReasons,
  "gate-broke": forPassingReasons,
  "handler-broke": forPassingReasons,
  "gave-up": forPassingReasons,
  silence: forPassingReasons,
  // After a rotation the next call may meet a container of ISB's authorizer that has the new secret already.
  denied: 4,
};
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
  /** Passed by every request. */
  gate: Gate;
}

/** Sends one operation in one person's name; resolves to the `data` of a success, rejects with a `Problem`. */
export type Caller = (actor: IsbActor, operation: Operation) => Promise<unknown>;

type Ask = (operation: Operation) => Promise<Answer>;

export const createCaller = ({ wire, signer, clock, log, random, codec, gate }: CallerOptions): Caller => {
  /** Asks for one call's worth of requests: no two of them carry the same token. */
  const askerFor = (actor: IsbActor): Ask => {
    let sent = 0;
    return async (operation) => {
      const tries = sent++;
      await gate.enter();
      const startedAt = performance.now();
      const came = await exchange(wire, operation, await signer.sign(actor, tries));
      if (came.kind === "reply") noteCall("ISB", came.requestId);
      const answer = meaningOf(came);
      if (answer.kind === "throttled") gate.throttled();
      const status = "status" in answer ? answer.status : undefined;
      const tookMs = Math.round(performance.now() - startedAt);
      log.debug({ operation: operation.name, answer: answer.kind, status, tookMs, tries }, "asked ISB");
      return answer;
    };
  };

  return async (actor, operation) => {
    const ask = askerFor(actor);
    const startedAt = clock.now();
    let renewed = false;
    let looked = false;
    for (let tries = 0; ; tries += 1) {
      let answer = await ask(operation);
      if (answer.kind === "denied" && !renewed) {
        renewed = true;
        log.warn(
          { operation: operation.name, status: answer.status },
          "ISB denied the token; reading the secret again",
        );
        await signer.renew();
        // A denied call did nothing, so even a change may be sent once more: ISB's secret changes every 30 days.
        answer = await ask(operation);
      }
      if (answer.kind === "success") return answer.data;

      const problem = problemOf(operation, answer);
      const pauseMs = firstPauseMs * 2 ** tries * (0.5 + random());
      const inTime = clock.now() + pauseMs - startedAt <= readsWithinMs;
      const last = changes(operation) || tries >= (readsAgain[answer.kind] ?? 0) || !inTime;
      // Not each time: these requests too count against the rate of the bot's address.
      if (answer.kind === "denied" && (!looked || last)) {
        looked = true;
        const reason = await whyDenied({ actor, operation, cause: problem.cause, wire, codec, ask });
        if (reason) throw reason;
      }
      if (last) throw problem;
      log.info({ operation: operation.name, code: problem.code, pauseMs: Math.round(pauseMs) }, "asking ISB again");
      await clock.sleep(pauseMs);
    }
  };
};

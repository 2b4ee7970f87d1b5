import pLimit from "p-limit";
import type { CommandRequest, Dispatcher } from "../../command/dispatch.ts";
import type { Log } from "../../domain/log.ts";
import { Problem } from "../../domain/problem.ts";
import type { Intake } from "../../jobs/intake.ts";
import { askerOf, type PrivateReplies } from "../private-replies.ts";
import { refusal } from "../views/refusal.ts";

/** How a delivery is acknowledged: Slack waits three seconds for one of the two. */
export interface Acknowledgement {
  ack: () => Promise<unknown>;
  refuse: (problem: Problem) => Promise<unknown>;
  /** The answer takes the place of the private message whose button was pressed. */
  replace?: boolean;
}

export interface Incoming {
  /**
   * Writes the request down, acknowledges it, carries it out and answers its asker, in this order; a delivery that came before
   * is only acknowledged. When it cannot be written down nothing is started: `refuse` says so in place of the acknowledgement.
   */
  receive(request: CommandRequest, way: Acknowledgement): Promise<void>;
  /** Takes up a request that a crash left between its acknowledgement and its answer. */
  resume(key: string, seenWakeAt: number): Promise<void>;
  /** Resolves when everything that was received is written down, acknowledged and answered. */
  idle(): Promise<void>;
}

/** Requests looked into at once. A flood waits here, written down, while every new one is still acknowledged in time. */
const atOnce = 4;

export interface IncomingDeps {
  /** Where requests are written down before they are acknowledged. */
  requests: Intake;
  dispatcher: Dispatcher;
  replies: PrivateReplies;
  log: Log;
}

/** The one way from a delivery to its answer, whatever it came as: a command, a form, a button or a mention. */
export const createIncoming = ({ requests, dispatcher, replies, log }: IncomingDeps): Incoming => {
  /** Requests that this process has not answered yet, by key. */
  const underWay = new Map<string, Promise<void>>();
  /** Deliveries that are being written down, or carried out. */
  const arrived = new Set<Promise<void>>();
  const inTurn = pLimit(atOnce);

  const answer = async (request: CommandRequest, replace: boolean): Promise<void> => {
    const reply = await dispatcher.dispatch(request);
    // A job that began speaks for itself: its card appears where it was asked for.
    if (reply.kind === "answer") await replies.send(askerOf(request), reply.answer, { replace });
    if (reply.kind === "refused")
      await replies.send(askerOf(request), refusal(reply.problem, request.command), { replace });
    await requests.settle(request.key);
  };

  const carryOut = (request: CommandRequest, replace: boolean): Promise<void> => {
    const letGo = requests.hold(request.key);
    const work = inTurn(() => answer(request, replace))
      .catch((error) => {
        log.error({ command: request.command, err: error }, "a request was not finished and will be taken up again");
      })
      .finally(() => {
        letGo();
        underWay.delete(request.key);
      });
    underWay.set(request.key, work);
    return work;
  };

  const takeIn = async (request: CommandRequest, { ack, refuse, replace = false }: Acknowledgement): Promise<void> => {
    let isNew: boolean;
    try {
      isNew = await requests.accept(request.key, request);
    } catch (error) {
      log.error({ command: request.command, err: error }, "a request could not be written down");
      await refuse(notWrittenDown(error));
      return;
    }
    await ack();
    if (isNew) await carryOut(request, replace);
  };

  return {
    async receive(request, way) {
      const taking = takeIn(request, way);
      arrived.add(taking);
      try {
        await taking;
      } finally {
        arrived.delete(taking);
      }
    },
    async resume(key, seenWakeAt) {
      // One that this very process is still at is slow, not lost.
      if (underWay.has(key)) return;
      const taken = await requests.takeUp(key, seenWakeAt);
      if (!taken) return;
      const request = taken.request as CommandRequest;
      if (!taken.stale) return carryOut(request, false);
      log.warn(
        { command: request.command, slackId: request.slackUserId },
        "a request came back too late to carry it out",
      );
      await replies.send(askerOf(request), refusal(tooLate(), request.command));
      await requests.settle(key);
    },
    async idle() {
      while (arrived.size + underWay.size > 0) await Promise.allSettled([...arrived, ...underWay.values()]);
    },
  };
};

/** No connection was made, or the table said no: then nothing can be there. */
const neverWritten = (error: unknown): boolean => {
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || (status >= 400 && status < 500);
};

const notWrittenDown = (cause: unknown): Problem =>
  neverWritten(cause)
    ? new Problem("unexpected", "The bot could not write your request down, so nothing was started.", {
        next: "Try again in a minute. If it stays, tell whoever runs this bot.",
        cause,
      })
    : new Problem("unexpected", "The bot does not know yet whether it could write your request down.", {
        next: "Look at `/isb job list` in half a minute, and ask again if it is not there.",
        outcome: "unknown",
        cause,
      });

const tooLate = (): Problem =>
  new Problem("gave-up", "The bot was stopped before it could look at this, and it is old by now: nothing was done.", {
    next: "Ask again if you still want it.",
  });

import pLimit from "p-limit";
import type { CommandRequest, Dispatcher } from "../../command/dispatch.ts";
import type { Log } from "../../domain/log.ts";
import { Problem } from "../../domain/problem.ts";
import type { PrivateReplies } from "../private-replies.ts";
import { refusal } from "../views/refusal.ts";

/** Where requests are written down before they are acknowledged; the job layer's intake fits. */
export interface RequestLog {
  accept(key: string, request: unknown): Promise<boolean>;
  takeUp(key: string, seenWakeAt: number): Promise<unknown | undefined>;
  settle(key: string): Promise<void>;
}

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
  /** Resolves when everything under way is answered. */
  idle(): Promise<void>;
}

/** Requests looked into at once. A flood waits here, written down, while every new one is still acknowledged in time. */
const atOnce = 4;

export interface IncomingDeps {
  requests: RequestLog;
  dispatcher: Dispatcher;
  replies: PrivateReplies;
  log: Log;
}

/** The one way from a delivery to its answer, whatever it came as: a command, a form, a button or a mention. */
export const createIncoming = ({ requests, dispatcher, replies, log }: IncomingDeps): Incoming => {
  const underWay = new Set<Promise<void>>();
  /** Requests that this process has not answered yet. */
  const keys = new Set<string>();
  const inTurn = pLimit(atOnce);

  const answer = async (request: CommandRequest, replace: boolean): Promise<void> => {
    const reply = await dispatcher.dispatch(request);
    const { slackUserId: slackId, channelId, responseUrl } = request;
    const asker = { slackId, channelId, ...(responseUrl ? { responseUrl } : {}) };
    // A job that began speaks for itself: its card appears where it was asked for.
    if (reply.kind === "answer") await replies.send(asker, reply.answer, { replace });
    if (reply.kind === "refused") await replies.send(asker, refusal(reply.problem, request.command), { replace });
    await requests.settle(request.key);
  };

  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };

  const carryOut = (request: CommandRequest, replace: boolean): Promise<void> => {
    keys.add(request.key);
    return track(
      inTurn(() => answer(request, replace))
        .catch((error) => {
          log.error({ command: request.command, err: error }, "a request was not finished and will be taken up again");
        })
        .finally(() => keys.delete(request.key)),
    );
  };

  return {
    async receive(request, { ack, refuse, replace = false }) {
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
    },
    async resume(key, seenWakeAt) {
      const request = await requests.takeUp(key, seenWakeAt);
      // One that this very process is still at is slow, not lost.
      if (request !== undefined && !keys.has(key)) await carryOut(request as CommandRequest, false);
    },
    async idle() {
      await Promise.allSettled(underWay);
    },
  };
};

/** Better said now than lost later. */
const notWrittenDown = (cause: unknown): Problem =>
  new Problem("unexpected", "The bot could not write your request down, so nothing was started.", {
    next: "Try again in a minute. If it stays, tell whoever runs this bot.",
    cause,
  });

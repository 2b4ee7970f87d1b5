import { randomUUID } from "node:crypto";
import type { Person } from "../domain/person.ts";
import { isProblem, Problem } from "../domain/problem.ts";
import type { Origin, Requester } from "../jobs/job.ts";
import type { WhoIs } from "../queries/who-is.ts";
import type { Answer } from "./answer.ts";
import type { Command, CommandContext } from "./context.ts";
import { authorise, insist, mayAsk } from "./policy.ts";
import { unknownCommandProblem } from "./read.ts";

/** Somebody asks for a command, from whatever surface. */
export interface CommandRequest {
  /** The delivery: the same key is the same request, however often it comes. */
  key: string;
  command: string;
  args: Record<string, unknown>;
  slackUserId: string;
  teamId: string;
  enterpriseId?: string;
  channelId: string;
  /** Asked inside this thread, so its private answer belongs there; a job's card goes to the channel all the same. */
  threadTs?: string;
  responseUrl?: string;
}

export type Reply =
  | { kind: "answer"; answer: Answer }
  | { kind: "started"; jobId: string; already: boolean }
  | { kind: "refused"; problem: Problem };

export interface Dispatcher {
  /** Never throws: what went wrong is in the reply. */
  dispatch(request: CommandRequest): Promise<Reply>;
}

const requesterOf = ({ slack, identity, role }: Person): Requester => ({
  slackId: slack.slackId,
  teamId: slack.teamId,
  identityId: identity.id,
  email: identity.email,
  name: identity.displayName,
  role,
});

const originOf = ({ channelId, responseUrl }: CommandRequest): Origin =>
  responseUrl === undefined ? { channelId } : { channelId, responseUrl };

const insistOnArgs = (command: Command, args: Record<string, unknown>): void => {
  const missing = Object.entries(command.args).find(([name, arg]) => arg.required && args[name] === undefined);
  if (missing === undefined) return;
  throw new Problem("bad-input", `${command.name} was asked for without its ${missing[0]}.`, {
    next: `See \`/isb help ${command.name}\`.`,
  });
};

const sharedChannel = (): Problem =>
  new Problem("shared-channel", "This channel is shared with another organisation, so nothing is changed from here.", {
    next: "Run the command in a channel of your own organisation, or in a direct message with the bot.",
  });

/** No answer is no permission: what is posted there might be read by anybody. */
const maybeShared = (cause: unknown): Problem =>
  new Problem(
    "shared-channel",
    "The bot cannot see whether this conversation is shared with another organisation, so nothing is changed from here.",
    { next: "Ask in a channel the bot is in, or in its direct messages.", cause },
  );

/** Brings a request to the command it names, if its person may run it. */
export const createDispatcher = ({
  whoIs,
  context,
  isSharedChannel = async () => false,
  newReference = () => randomUUID().slice(0, 8),
}: {
  whoIs: WhoIs;
  context: CommandContext;
  /** Whether people of other organisations read this channel; rejects when that cannot be told. */
  isSharedChannel?: (channelId: string) => Promise<boolean>;
  /** By which a person and a log line can be brought together. */
  newReference?: () => string;
}): Dispatcher => {
  const { registry, jobs, log } = context;

  const insistOnOwnChannel = async (channelId: string): Promise<void> => {
    const shared = await isSharedChannel(channelId).catch((cause: unknown) => {
      log.warn({ channelId, err: cause }, "Slack did not say whether a channel is shared");
      throw maybeShared(cause);
    });
    if (shared) throw sharedChannel();
  };

  const carryOut = async (request: CommandRequest): Promise<Reply> => {
    const command = registry.find(request.command);
    if (command === undefined) throw unknownCommandProblem(request.command, registry);
    const changes = command.effect !== "reads";
    const person = await whoIs(request.slackUserId, request.teamId, request.enterpriseId, { fresh: changes });
    insist(mayAsk(command.allow, person));
    insistOnArgs(command, request.args);
    if (changes) await insistOnOwnChannel(request.channelId);
    const considered = await command.consider({ person, args: request.args, context });
    insist(authorise(command.allow, person, considered.facts));
    const outcome = await considered.proceed();
    if (outcome.kind === "answer") return outcome;
    const started = await jobs.start({
      ...outcome.job,
      requester: requesterOf(person),
      origin: originOf(request),
      key: request.key,
    });
    return { kind: "started", ...started };
  };

  return {
    dispatch: async (request) => {
      try {
        return await carryOut(request);
      } catch (error) {
        if (isProblem(error)) {
          log.info({ command: request.command, slackId: request.slackUserId, code: error.code }, "command refused");
          return { kind: "refused", problem: error };
        }
        const reference = newReference();
        log.error({ command: request.command, slackId: request.slackUserId, reference, err: error }, "command failed");
        return {
          kind: "refused",
          problem: new Problem("unexpected", `Something went wrong that should not have (reference ${reference}).`, {
            next: `Try again. If it stays, give the reference ${reference} to whoever runs this bot.`,
            cause: error,
          }),
        };
      }
    },
  };
};

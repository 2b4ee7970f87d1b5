import { accountIds, roleArns } from "../world/constants.ts";
import type { Session } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { AwsError, constraintBroken } from "./errors.ts";
import { matching } from "./input.ts";
import type { Operation, Operations } from "./operation.ts";
import { openSession } from "./sessions.ts";

/** Whoever signs with a long-lived key is the bot's own task in the hub account. */
const taskIdentity: Pick<Session, "arn" | "userId" | "accountId"> = {
  arn: `arn:aws:sts::${accountIds.hub}:assumed-role/isb-bot-task/estate`,
  userId: "AROAESTATEBOTTASK0000:estate",
  accountId: accountIds.hub,
};

const identityOf = (world: World, accessKeyId: string) =>
  world.state.sessions.find((session) => session.accessKeyId === accessKeyId) ?? taskIdentity;

const assumeRole: Operation = ({ world, input, caller }) => {
  const roleArn = matching(input, "RoleArn", /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/);
  const sessionName = matching(input, "RoleSessionName", /^[\w+=,.@-]{2,64}$/);
  const durationSeconds = Number(input.DurationSeconds ?? 3600);
  // STS API reference: 900 s at least; the roles here allow an hour at most.
  if (!(durationSeconds >= 900 && durationSeconds <= 3600)) {
    throw constraintBroken(input.DurationSeconds, "durationSeconds", "Member must have value from 900 to 3600");
  }
  if (!(Object.values(roleArns) as string[]).includes(roleArn)) {
    const { arn } = identityOf(world, caller.accessKeyId);
    throw new AwsError(
      "AccessDenied",
      `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  }
  const [, , , , accountId = "", role = ""] = roleArn.split(":");
  const arn = `arn:aws:sts::${accountId}:assumed-role/${role.split("/").at(-1)}/${sessionName}`;
  const userId = `AROA${role.replace(/\W/g, "").toUpperCase().slice(0, 17).padEnd(17, "0")}:${sessionName}`;
  const session = openSession(world, { arn, userId, accountId, lifeMs: durationSeconds * 1000 });
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
  };
};

/** AWS Security Token Service. */
export const sts: Operations = {
  GetCallerIdentity: ({ world, caller }) => {
    const { arn, userId, accountId } = identityOf(world, caller.accessKeyId);
    return { Arn: arn, UserId: userId, Account: accountId };
  },
  AssumeRole: assumeRole,
};

import { assumable } from "../world/constants.ts";
import { AwsError } from "./errors.ts";
import { isoTime, optional, text } from "./input.ts";
import type { Operation, Operations } from "./operation.ts";
import { openSession } from "./sessions.ts";

/** IAM: a role's sessions last an hour at most unless the role says otherwise; none here does. */
const longestSessionS = 3_600;

const roleArnShape = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

const assumeRole: Operation = ({ world, wall, input, caller }) => {
  const [roleArn, sessionName] = [text(input, "RoleArn"), text(input, "RoleSessionName")];
  if (!roleArnShape.test(roleArn)) throw new AwsError("ValidationException", `${roleArn} is invalid`);
  const durationSeconds = Number(input.DurationSeconds ?? longestSessionS);
  if (durationSeconds > longestSessionS) {
    throw new AwsError(
      "ValidationException",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const role = assumable.find(({ arn }) => arn === roleArn);
  const externalId = optional(input, "ExternalId");
  // A role that names an external id takes nobody without it, and says no more than that it refuses.
  if (!role || (role.externalId !== undefined && role.externalId !== externalId)) {
    throw new AwsError(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  const [, , , , accountId = "", name = ""] = roleArn.split(":");
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name.split("/").at(-1)}/${sessionName}`;
  const userId = `AROA${name.replace(/\W/g, "").toUpperCase().slice(0, 17).padEnd(17, "0")}:${sessionName}`;
  const session = openSession({ world, wall }, { arn, userId, accountId, lifeMs: durationSeconds * 1000 });
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: isoTime(session.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
  };
};

/** AWS Security Token Service. */
export const sts: Operations = {
  GetCallerIdentity: ({ caller: { arn, uniqueId, accountId } }) => ({ Arn: arn, UserId: uniqueId, Account: accountId }),
  AssumeRole: assumeRole,
};

import { entryOf } from "../entry-of.ts";
import { accessOf } from "../world/identity-center.ts";
import { AwsError } from "./errors.ts";
import { text } from "./input.ts";
import type { Caller, Context, Operations, Output } from "./operation.ts";
import { pageOf } from "./paging.ts";
import { openSession } from "./sessions.ts";

/** IAM Identity Center: a role session through the portal lasts as long as the permission set says; here an hour. */
const roleSessionMs = 3_600_000;

/** What the portal answers where somebody has no such role, though its model does not say so. */
const noAccess = () => new AwsError("ForbiddenException", "No access");

/** The person a portal token belongs to. */
export function portalPerson(
  { world, wall }: Pick<Context, "world" | "wall">,
  token: unknown,
): Caller & { personId: string } {
  const held = typeof token === "string" ? entryOf(world.state.identity.portalTokens, token) : undefined;
  if (!held || held.expiresAt <= wall.now()) {
    throw new AwsError("UnauthorizedException", "Session token not found or invalid");
  }
  return { arn: held.userId, uniqueId: held.userId, accountId: "", personId: held.userId };
}

/** Accounts and roles the caller reaches; nobody whose user was disabled or deleted reaches any. */
function reached({ world, caller: { personId = "" } }: Context) {
  const user = world.state.identity.users.find(({ userId }) => userId === personId);
  return user?.enabled ? accessOf(world, personId) : [];
}

function paged<T>(member: string, items: readonly T[], { input }: Context): Output {
  const badToken = () => new AwsError("InvalidRequestException", "The provided next_token is not valid");
  const { page, next } = pageOf(items, { size: input.maxResults, token: input.nextToken, badToken });
  return { [member]: page, nextToken: next ?? null };
}

/** The access portal. Its calls carry the person's token and no signature. */
export const ssoPortal: Operations = {
  ListAccounts: (context) => {
    const ids = new Set(reached(context).map(({ accountId }) => accountId));
    const accounts = context.world.state.organisation.accounts.filter(({ id }) => ids.has(id));
    const views = accounts.map(({ id, name, email }) => ({ accountId: id, accountName: name, emailAddress: email }));
    return paged("accountList", views, context);
  },
  ListAccountRoles: (context) => {
    const accountId = text(context.input, "accountId");
    const roles = reached(context).filter((access) => access.accountId === accountId);
    if (roles.length === 0) throw noAccess();
    return paged("roleList", roles, context);
  },
  GetRoleCredentials: (context) => {
    const { world, wall, input, caller } = context;
    const [accountId, roleName] = [text(input, "accountId"), text(input, "roleName")];
    if (!/^\d{12}$/.test(accountId)) throw new AwsError("InvalidRequestException", "accountId must be 12 digits");
    if (!reached(context).some((access) => access.accountId === accountId && access.roleName === roleName)) {
      throw noAccess();
    }
    const user = world.state.identity.users.find(({ userId }) => userId === caller.personId);
    const role = `AWSReservedSSO_${roleName}_${String(caller.personId).replaceAll("-", "").slice(0, 16)}`;
    const session = openSession(
      { world, wall },
      {
        arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${user?.userName}`,
        userId: `AROAESTATEPORTAL00000:${user?.userName}`,
        accountId,
        lifeMs: roleSessionMs,
      },
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
    return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt } };
  },
  Logout: ({ world, input }) => {
    delete world.state.identity.portalTokens[text(input, "accessToken")];
    return {};
  },
};

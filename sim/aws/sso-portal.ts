import { accessOf } from "../world/identity-center.ts";
import type { World } from "../world/world.ts";
import { AwsError, constraintBroken } from "./errors.ts";
import { pageOf } from "./paging.ts";
import { openSession } from "./sessions.ts";

/** IAM Identity Center: a role session through the portal lasts as long as the permission set says; here an hour. */
const roleSessionMs = 3_600_000;

type PortalOperation = (context: { world: World; userId: string; query: URLSearchParams }) => Record<string, unknown>;

const required = (query: URLSearchParams, name: string): string => {
  const value = query.get(name);
  if (!value) throw new AwsError("InvalidRequestException", `${name} is required`, 400);
  return value;
};

function paged<T>(query: URLSearchParams, items: readonly T[]): { page: T[]; next: { nextToken: string | null } } {
  try {
    const { page, next } = pageOf(items, {
      maxResults: query.get("max_result") ?? undefined,
      nextToken: query.get("next_token") ?? undefined,
    });
    return { page, next: { nextToken: next.NextToken ?? null } };
  } catch (error) {
    // The portal knows no ValidationException.
    throw error instanceof AwsError ? new AwsError("InvalidRequestException", error.message, 400) : error;
  }
}

const listAccounts: PortalOperation = ({ world, userId, query }) => {
  const reached = new Set(accessOf(world, userId).map(({ accountId }) => accountId));
  const accounts = world.state.organisation.accounts.filter(({ id }) => reached.has(id));
  const { page, next } = paged(query, accounts);
  const accountList = page.map(({ id, name, email }) => ({ accountId: id, accountName: name, emailAddress: email }));
  return { accountList, ...next };
};

const listAccountRoles: PortalOperation = ({ world, userId, query }) => {
  const accountId = required(query, "account_id");
  const roles = accessOf(world, userId).filter((access) => access.accountId === accountId);
  if (roles.length === 0) throw new AwsError("ForbiddenException", "No access", 403);
  const { page, next } = paged(query, roles);
  return { roleList: page, ...next };
};

const getRoleCredentials: PortalOperation = ({ world, userId, query }) => {
  const accountId = required(query, "account_id");
  const roleName = required(query, "role_name");
  if (!/^\d{12}$/.test(accountId)) throw constraintBroken(accountId, "accountId", "Member must be 12 digits");
  const allowed = accessOf(world, userId).some(
    (access) => access.accountId === accountId && access.roleName === roleName,
  );
  if (!allowed) throw new AwsError("ForbiddenException", "No access", 403);
  const user = world.state.identity.users.find((known) => known.userId === userId);
  const role = `AWSReservedSSO_${roleName}_${userId.replaceAll("-", "").slice(0, 16)}`;
  const session = openSession(world, {
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${user?.userName}`,
    userId: `AROAESTATEPORTAL00000:${user?.userName}`,
    accountId,
    lifeMs: roleSessionMs,
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
  return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt } };
};

/** The access portal's REST operations by method and path. They carry the person's token and no signature. */
export const portalOperations: Readonly<Record<string, { name: string; run: PortalOperation }>> = {
  "GET /assignment/accounts": { name: "ListAccounts", run: listAccounts },
  "GET /assignment/roles": { name: "ListAccountRoles", run: listAccountRoles },
  "GET /federation/credentials": { name: "GetRoleCredentials", run: getRoleCredentials },
};

/** The user a portal token belongs to. */
export function portalUser(world: World, token: string | undefined): string {
  const held = token ? world.state.identity.portalTokens.get(token) : undefined;
  if (!held || held.expiresAt <= world.clock.now()) {
    throw new AwsError("UnauthorizedException", "Session token not found or invalid", 401);
  }
  return held.userId;
}

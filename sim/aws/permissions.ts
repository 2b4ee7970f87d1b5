import { accountIds } from "../world/constants.ts";
import type { AwsService } from "../world/fault-catalogue.ts";
import { AwsError } from "./errors.ts";
import type { Caller } from "./operation.ts";

const { management, hub, identityCenter } = accountIds;

/**
 * Whose accounts a service here answers. Organizations, its stack sets and the bills belong to the management account:
 * the bot reaches them through its role there and not as itself.
 */
const answers: Partial<Record<AwsService, readonly string[]>> = {
  organizations: [management],
  cloudformation: [management],
  ce: [management],
  billing: [management],
  identitystore: [hub, identityCenter, management],
  "sso-admin": [hub, identityCenter, management],
  secretsmanager: [hub],
  sqs: [hub],
};

/** Refuses whoever has no business with a service. */
export function insistOnPermission(service: AwsService, operation: string, { arn, accountId }: Caller): void {
  if ((answers[service] ?? [accountId]).includes(accountId)) return;
  // Organizations does not say who and what (API Reference, AccessDeniedException).
  throw new AwsError(
    "AccessDeniedException",
    service === "organizations"
      ? "You don't have permissions to access this resource."
      : `User: ${arn} is not authorized to perform: ${service === "sso-admin" ? "sso" : service}:${operation}`,
  );
}

import {
  DescribePermissionSetCommand,
  paginateListAccountAssignmentsForPrincipal,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { Clock } from "../../domain/clock.ts";
import { minutes } from "../../domain/duration.ts";
import { allPages } from "../aws/all-pages.ts";
import type { AccessAsk } from "./identity-center.ts";
import { orMissing, orProblem } from "./identity-problems.ts";
import { createRemembered } from "./remembered.ts";

const namesForMs = minutes(5);

/** Who may enter which account with which permission set. */
export const createAssignments = ({
  client,
  instanceArn,
  clock,
}: {
  client: SSOAdminClient;
  instanceArn: () => Promise<string>;
  clock: Clock;
}) => {
  const names = createRemembered<string | undefined>({ clock, forMs: namesForMs });

  const nameOf = (arn: string): Promise<string | undefined> =>
    names(arn, async () => {
      const question = new DescribePermissionSetCommand({ InstanceArn: await instanceArn(), PermissionSetArn: arn });
      return (await orMissing("DescribePermissionSet", client.send(question)))?.PermissionSet?.Name;
    });

  const hasAccess = async ({ userId, accountId, permissionSet }: AccessAsk): Promise<boolean> => {
    const pages = paginateListAccountAssignmentsForPrincipal(
      { client },
      {
        InstanceArn: await instanceArn(),
        PrincipalId: userId,
        PrincipalType: "USER",
        Filter: { AccountId: accountId },
      },
    );
    const found = await orProblem("ListAccountAssignmentsForPrincipal", allPages(pages));
    const arns = found.flatMap((page) => page.AccountAssignments ?? []).flatMap((each) => each.PermissionSetArn ?? []);
    if (arns.includes(permissionSet)) return true;
    return (await Promise.all(arns.map(nameOf))).includes(permissionSet);
  };

  return { hasAccess };
};

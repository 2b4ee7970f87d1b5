import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { paginateListInstances, SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { Clock } from "../../domain/clock.ts";
import { days } from "../../domain/duration.ts";
import { type Gate, openGate } from "../../domain/gate.ts";
import type { IdentityUser } from "../../domain/person.ts";
import { allPages } from "../aws/all-pages.ts";
import { type AwsPlace, awsSettings } from "../aws/aws-settings.ts";
import { gated } from "../aws/gated.ts";
import { createAssignments } from "./assignments.ts";
import { createGroups } from "./groups.ts";
import type { IdentityCenter } from "./identity-center.ts";
import { noInstance, orProblem } from "./identity-problems.ts";
import { createPeopleDirectory } from "./people-directory.ts";
import { createRemembered } from "./remembered.ts";

interface Instance {
  instanceArn: string;
  storeId: string;
}

/** An instance does not move while a bot runs. */
const instanceForMs = days(1);
/** Identity Store allows some 20 calls a second to the whole organisation. */
const readersAtOnce = 5;

export interface IdentityCenterOptions extends AwsPlace {
  /** Looked up, with the store's id, when either is absent. */
  instanceArn?: string;
  identityStoreId?: string;
  clock: Clock;
  /** Passed by every request; absent: open. */
  gate?: Gate;
}

/** IAM Identity Center through its two services, Identity Store (people, groups) and SSO Admin (access), in the region where it lives. */
export const createIdentityCenter = (options: IdentityCenterOptions): IdentityCenter => {
  const { instanceArn, identityStoreId, clock, gate = openGate, ...place } = options;
  const passing = { system: "Identity Center", gate };
  const store = gated(new IdentitystoreClient(awsSettings(place)), passing);
  const admin = gated(new SSOAdminClient(awsSettings(place)), passing);
  const remembered = createRemembered<Instance>({ clock, forMs: instanceForMs });

  const lookUp = async (): Promise<Instance> => {
    const pages = await orProblem("ListInstances", allPages(paginateListInstances({ client: admin }, {})));
    const found = pages
      .flatMap((page) => page.Instances ?? [])
      .find((each) => instanceArn === undefined || each.InstanceArn === instanceArn);
    if (!found?.InstanceArn || !found.IdentityStoreId) throw noInstance();
    return { instanceArn: found.InstanceArn, storeId: found.IdentityStoreId };
  };
  const instance = async (): Promise<Instance> =>
    instanceArn && identityStoreId ? { instanceArn, storeId: identityStoreId } : remembered("instance", lookUp);
  const storeId = async () => identityStoreId ?? (await instance()).storeId;

  const people = createPeopleDirectory({ client: store, storeId });
  const groups = createGroups({ client: store, storeId, clock });
  const { hasAccess } = createAssignments({
    client: admin,
    instanceArn: async () => instanceArn ?? (await instance()).instanceArn,
    clock,
  });

  return {
    findByEmail: people.findByEmail,
    userById: people.userById,
    groupsOf: groups.groupsOf,
    async membersOf(groupName) {
      const ids = [...(await groups.memberIdsOf(groupName))];
      const members: IdentityUser[] = [];
      while (ids.length > 0) {
        const found = await Promise.all(ids.splice(0, readersAtOnce).map(people.userById));
        members.push(...found.filter((user) => user !== undefined));
      }
      return members;
    },
    hasAccess,
  };
};

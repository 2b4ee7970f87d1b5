import { z } from "zod";
import { accountIds, namespace } from "../../world/constants.ts";
import type { Blueprint } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { blueprintPatchShape, blueprintShape, readBody } from "../bodies.ts";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { pageOf, scanPlace } from "../paging.ts";
import type { Handler } from "./context.ts";

const mostPerPage = 100;

/** The blueprint's own item of its table, internal keys and all. */
function blueprintItem({ stackSetId, regions, ...blueprint }: Blueprint) {
  const { maxConcurrentPercentage, failureTolerancePercentage, concurrencyMode, ...own } = blueprint;
  const totalHealthMetrics = { totalDeploymentCount: 0, totalSuccessfulCount: 0 };
  return { PK: `bp#${own.blueprintId}`, SK: "blueprint", itemType: "BLUEPRINT", ...own, totalHealthMetrics };
}

/** The item of its one StackSet. */
function stackSetItem(blueprint: Blueprint) {
  const { blueprintId, stackSetId, regions, meta } = blueprint;
  const { maxConcurrentPercentage, failureTolerancePercentage, concurrencyMode } = blueprint;
  return {
    ...{ PK: `bp#${blueprintId}`, SK: `stackset#${stackSetId}`, itemType: "STACKSET", blueprintId, stackSetId },
    administrationRoleArn: `arn:aws:iam::${accountIds.hub}:role/InnovationSandbox-${namespace}-IntermediateRole`,
    executionRoleName: `InnovationSandbox-${namespace}-SandboxAccountRole`,
    ...{ regions, deploymentOrder: 1, maxConcurrentPercentage, failureTolerancePercentage, concurrencyMode },
    healthMetrics: { deploymentCount: 0, successfulDeploymentCount: 0, consecutiveFailures: 0 },
    meta,
  };
}

const composite = (blueprint: Blueprint) => ({
  blueprint: blueprintItem(blueprint),
  stackSets: [stackSetItem(blueprint)],
  recentDeployments: [],
});

function findBlueprint(world: World, id: string): Blueprint {
  if (!z.uuid().safeParse(id).success) throw refuse(400, "Invalid blueprint id", "blueprintId");
  const blueprint = world.state.isb.blueprints.find(({ blueprintId }) => blueprintId === id);
  if (!blueprint) throw refuse(404, "Blueprint not found");
  return blueprint;
}

/** GET /blueprints: `data.blueprints`, not `data.result`, and the arrays beside each are empty. */
export const listBlueprints: Handler = ({ world, query }) => {
  const placeOf = ({ blueprintId }: Blueprint) => scanPlace(blueprintId);
  const { result, ...rest } = pageOf({ items: world.state.isb.blueprints, placeOf, query, most: mostPerPage });
  const blueprints = result.map((each) => ({ blueprint: blueprintItem(each), stackSets: [], recentDeployments: [] }));
  return success(200, { blueprints, ...rest });
};

/** GET /blueprints/{id}. */
export const getBlueprint: Handler = ({ world, param }) => success(200, composite(findBlueprint(world, param)));

/** GET /blueprints/stacksets: CloudFormation's own list; the last page names no next one at all. */
export const listStackSets: Handler = ({ world, query }) => {
  const items = world.state.isb.stackSets.filter(({ status }) => status === "ACTIVE");
  const placeOf = ({ stackSetName }: { stackSetName: string }) => stackSetName;
  return success(200, pageOf({ items, placeOf, query, most: mostPerPage, nullAtEnd: false }));
};

/** POST /blueprints: a StackSet that is unknown or not ACTIVE is a crash (500) in ISB v1.2.14, not a refusal. */
export const registerBlueprint: Handler = ({ world, user, request }) => {
  const given = readBody(request, blueprintShape);
  const stackSet = world.state.isb.stackSets.find(({ stackSetId }) => stackSetId === given.stackSetId);
  if (stackSet?.permissionModel === "SERVICE_MANAGED") {
    throw refuse(400, "StackSet uses unsupported permission model.");
  }
  if (stackSet?.status !== "ACTIVE") throw new Error(`StackSet ${given.stackSetId} cannot be deployed`);
  const now = new Date(world.clock.now()).toISOString();
  const blueprint = {
    deploymentTimeoutMinutes: 30,
    regionConcurrencyType: "SEQUENTIAL",
    maxConcurrentPercentage: 100,
    failureTolerancePercentage: 0,
    concurrencyMode: "STRICT_FAILURE_TOLERANCE",
    ...given,
    blueprintId: world.random.uuid(),
    createdBy: user.email,
    meta: { schemaVersion: 1, createdTime: now, lastEditTime: now },
  } as Blueprint;
  world.state.isb.blueprints.push(blueprint);
  return success(201, blueprintItem(blueprint));
};

/** PUT /blueprints/{id}: changes what is given. */
export const changeBlueprint: Handler = ({ world, param, request }) => {
  if (!z.uuid().safeParse(param).success) throw refuse(400, "Invalid blueprint id", "blueprintId");
  const patch = readBody(request, blueprintPatchShape);
  const blueprint = findBlueprint(world, param);
  Object.assign(blueprint, patch);
  blueprint.meta = { ...blueprint.meta, lastEditTime: new Date(world.clock.now()).toISOString() };
  return success(200, composite(blueprint));
};

/** DELETE /blueprints/{id}: not while a template names it. */
export const unregisterBlueprint: Handler = ({ world, param }) => {
  const { blueprintId } = findBlueprint(world, param);
  const { isb } = world.state;
  if (isb.templates.some((template) => template.blueprintId === blueprintId)) {
    throw refuse(409, "Cannot delete blueprint - currently in use by lease templates.");
  }
  isb.blueprints = isb.blueprints.filter((known) => known.blueprintId !== blueprintId);
  return success(200, { message: "Blueprint unregistered successfully", blueprintId });
};

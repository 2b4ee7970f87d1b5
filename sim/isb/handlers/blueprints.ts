import { z } from "zod";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { pageOf, scanPlace } from "../paging.ts";
import type { Handler } from "./context.ts";

const mostBlueprintsPerPage = 100;

/** GET /blueprints: `data.blueprints`, not `data.result`, and the arrays beside each are empty. */
export const listBlueprints: Handler = ({ world, query }) => {
  const { result, ...rest } = pageOf({
    items: world.state.isb.blueprints,
    placeOf: ({ blueprintId }) => scanPlace(blueprintId),
    query,
    most: mostBlueprintsPerPage,
  });
  const blueprints = result.map((blueprint) => ({
    blueprint: { PK: `bp#${blueprint.blueprintId}`, SK: "bp", ...blueprint },
    stackSets: [],
    recentDeployments: [],
  }));
  return success(200, { blueprints, ...rest });
};

/** GET /blueprints/{id}. */
export const getBlueprint: Handler = ({ world, param }) => {
  if (!z.uuid().safeParse(param).success) throw refuse(400, "Invalid blueprint id", "blueprintId");
  const blueprint = world.state.isb.blueprints.find(({ blueprintId }) => blueprintId === param);
  if (!blueprint) throw refuse(404, "Blueprint not found.");
  const { stackSetId, regions } = blueprint;
  return success(200, { blueprint, stackSets: [{ stackSetId, regions }], recentDeployments: [] });
};

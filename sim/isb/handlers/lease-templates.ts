import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { pageOf, scanPlace } from "../paging.ts";
import { type Handler, isPlainUser } from "./context.ts";
import { mostPerPage } from "./leases-read.ts";

/** GET /leaseTemplates. PRIVATE ones are taken out after paging, so plain Users get short pages. */
export const listTemplates: Handler = ({ world, user, query }) => {
  const { result, ...rest } = pageOf({
    items: world.state.isb.templates,
    placeOf: ({ uuid }) => scanPlace(uuid),
    query,
    most: mostPerPage,
  });
  const shown = isPlainUser(user) ? result.filter(({ visibility }) => visibility === "PUBLIC") : result;
  return success(200, { result: shown, ...rest });
};

/** GET /leaseTemplates/{id}: the id need not be a uuid. */
export const getTemplate: Handler = ({ world, user, param }) => {
  const template = world.state.isb.templates.find(({ uuid }) => uuid === param);
  if (!template || (template.visibility === "PRIVATE" && isPlainUser(user))) {
    throw refuse(404, "Lease template not found.");
  }
  return success(200, template);
};

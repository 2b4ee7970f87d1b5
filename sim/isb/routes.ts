import {
  ejectAccount,
  getAccount,
  listAccounts,
  listUnregistered,
  registerAccount,
  retryCleanup,
} from "./handlers/accounts.ts";
import {
  changeBlueprint,
  getBlueprint,
  listBlueprints,
  listStackSets,
  registerBlueprint,
  unregisterBlueprint,
} from "./handlers/blueprints.ts";
import { getConfigurations, postConfigurations } from "./handlers/configurations.ts";
import type { Handler } from "./handlers/context.ts";
import { freeze, patchLease, reviewLease, terminateLease, unfreeze } from "./handlers/lease-actions.ts";
import {
  createTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  replaceTemplate,
} from "./handlers/lease-templates.ts";
import { getLease, listLeases } from "./handlers/leases-read.ts";
import { requestLease } from "./handlers/leases-request.ts";

/** The routes of ISB v1.2.14's API; anything else is no route to the gateway either. */
const routes: Record<string, Handler> = {
  "GET /leases": listLeases,
  "POST /leases": requestLease,
  "GET /leases/{leaseId}": getLease,
  "PATCH /leases/{leaseId}": patchLease,
  "POST /leases/{leaseId}/review": reviewLease,
  "POST /leases/{leaseId}/terminate": terminateLease,
  "POST /leases/{leaseId}/freeze": freeze,
  "POST /leases/{leaseId}/unfreeze": unfreeze,
  "GET /leaseTemplates": listTemplates,
  "GET /leaseTemplates/{leaseTemplateId}": getTemplate,
  "POST /leaseTemplates": createTemplate,
  "PUT /leaseTemplates/{leaseTemplateId}": replaceTemplate,
  "DELETE /leaseTemplates/{leaseTemplateId}": deleteTemplate,
  "GET /configurations": getConfigurations,
  "POST /configurations": postConfigurations,
  "GET /accounts": listAccounts,
  "POST /accounts": registerAccount,
  "GET /accounts/unregistered": listUnregistered,
  "GET /accounts/{awsAccountId}": getAccount,
  "POST /accounts/{awsAccountId}/retryCleanup": retryCleanup,
  "POST /accounts/{awsAccountId}/eject": ejectAccount,
  "GET /blueprints": listBlueprints,
  "POST /blueprints": registerBlueprint,
  "GET /blueprints/stacksets": listStackSets,
  "GET /blueprints/{blueprintId}": getBlueprint,
  "PUT /blueprints/{blueprintId}": changeBlueprint,
  "DELETE /blueprints/{blueprintId}": unregisterBlueprint,
};

export const routeNames: readonly string[] = Object.keys(routes);

export interface Match {
  /** As it stands in the table: method, space, path pattern. */
  operation: string;
  handler: Handler;
  param: string;
}

/** Finds the route of a request; a fixed segment wins over a parameter. */
export function matchRoute(method: string, path: string): Match | undefined {
  const exact = routes[`${method} ${path}`];
  if (exact) return { operation: `${method} ${path}`, handler: exact, param: "" };
  for (const [operation, handler] of Object.entries(routes)) {
    const [routeMethod, pattern = ""] = operation.split(" ");
    const param = routeMethod === method ? paramOf(pattern, path) : undefined;
    if (param !== undefined) return { operation, handler, param };
  }
  return undefined;
}

function paramOf(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  let param: string | undefined;
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{") && value !== "") param = value;
    else if (segment !== value) return undefined;
  }
  return param;
}

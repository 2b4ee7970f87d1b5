import type { IsbRole } from "./token.ts";

const everybody: readonly IsbRole[] = ["Admin", "Manager", "User"];
const operators: readonly IsbRole[] = ["Admin", "Manager"];
const admins: readonly IsbRole[] = ["Admin"];

/** ISB v1.2.14, authoriser: which roles may call what. `POST /configurations` has no entry, so nobody may. */
const roleTable: Record<string, readonly IsbRole[]> = {
  "GET /leases": everybody,
  "POST /leases": everybody,
  "GET /leases/{param}": everybody,
  "PATCH /leases/{param}": operators,
  "POST /leases/{param}/review": operators,
  "POST /leases/{param}/terminate": operators,
  "POST /leases/{param}/freeze": operators,
  "POST /leases/{param}/unfreeze": operators,
  "GET /leaseTemplates": everybody,
  "GET /leaseTemplates/{param}": everybody,
  "POST /leaseTemplates": operators,
  "PUT /leaseTemplates/{param}": operators,
  "DELETE /leaseTemplates/{param}": operators,
  "GET /configurations": everybody,
  "GET /accounts": admins,
  "POST /accounts": admins,
  "GET /accounts/unregistered": admins,
  "GET /accounts/{param}": admins,
  "POST /accounts/{param}/retryCleanup": admins,
  "POST /accounts/{param}/eject": admins,
  "GET /blueprints": operators,
  "GET /blueprints/stacksets": operators,
  "GET /blueprints/{param}": operators,
  "POST /blueprints": admins,
  "PUT /blueprints/{param}": admins,
  "DELETE /blueprints/{param}": admins,
};

/** ISB v1.2.14, authoriser: looks for the exact path, then with the last segment as a parameter, then with the one before. */
export function rolesFor(method: string, path: string): readonly IsbRole[] | undefined {
  const segments = path.split("/");
  const withParam = (fromEnd: number) => segments.with(-fromEnd, "{param}").join("/");
  const tries = [path, withParam(1), ...(segments.length > 2 ? [withParam(2)] : [])];
  for (const attempt of tries) {
    const roles = roleTable[`${method} ${attempt}`];
    if (roles) return roles;
  }
  return undefined;
}

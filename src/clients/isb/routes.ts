import type { IsbRole } from "../../domain/role.ts";

const everybody: readonly IsbRole[] = ["User", "Manager", "Admin"];
const operators: readonly IsbRole[] = ["Manager", "Admin"];

/**
 * The routes this client calls, and the roles the gateway lets through to each (ISB v1.2.14 authorizer; the same in v1.3.3).
 * Whose records a User may touch there is for the handler to say, in words of its own.
 */
export const rolesTaken = {
  "GET /configurations": everybody,
  "GET /leaseTemplates": everybody,
  "GET /leases": everybody,
  "GET /leases/{leaseId}": everybody,
  "POST /leases": everybody,
  "POST /leases/{leaseId}/review": operators,
} as const satisfies Readonly<Record<string, readonly IsbRole[]>>;

/** Method and path, without ids. */
export type Route = keyof typeof rolesTaken;

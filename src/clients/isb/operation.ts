import type { Problem } from "../../domain/problem.ts";
import type { IsbRole } from "../../domain/role.ts";
import type { IsbRequest } from "./exchange.ts";
import { type Route, rolesTaken } from "./routes.ts";

/** One kind of call, with what its answers mean. */
export interface Operation extends IsbRequest {
  /** For logs and errors, and for who may call it. */
  name: Route;
  /** A precise problem for a handler's refusal; undefined leaves it to the general ones. */
  refused?: (status: number, said: string) => Problem | undefined;
}

/** Whether it changes anything in ISB: then it is never tried twice, and a lost answer leaves the outcome unknown. */
export const changes = (operation: IsbRequest): boolean => operation.method !== "GET";

/** Whether every one of these roles is denied there, whatever the token. */
export const excludes = ({ name }: Operation, roles: readonly IsbRole[]): boolean =>
  !roles.some((role) => rolesTaken[name].includes(role));

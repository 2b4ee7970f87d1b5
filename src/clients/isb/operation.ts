import type { Problem } from "../../domain/problem.ts";
import type { IsbRequest } from "./exchange.ts";

/** One kind of call, with what its answers mean. */
export interface Operation extends IsbRequest {
  /** The route, without ids: "GET /leases/{leaseId}". For logs and errors. */
  name: string;
  /** A precise problem for a handler's refusal; undefined leaves it to the general ones. */
  refused?: (status: number, said: string) => Problem | undefined;
}

/** Whether it changes anything in ISB: then it is never tried twice, and a lost answer leaves the outcome unknown. */
export const changes = (operation: IsbRequest): boolean => operation.method !== "GET";

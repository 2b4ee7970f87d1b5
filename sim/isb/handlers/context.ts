import type { HttpRequest, HttpResponse } from "../../http/server.ts";
import type { IsbConfiguration } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import type { TokenUser } from "../handler-auth.ts";

/** What a handler is given. */
export interface HandlerContext {
  world: World;
  user: TokenUser;
  request: HttpRequest;
  /** The path parameter, percent-encoding kept; empty when the route has none. */
  param: string;
  /** A query value by name, decoded as ISB's handlers see it. */
  query: (name: string) => string | undefined;
  /** The global configuration as the handler's container saw it last. */
  configuration: IsbConfiguration;
}

/** Handlers answer a response, or throw a `Refusal`; any other throw is a 500 without a reason. */
export type Handler = (context: HandlerContext) => HttpResponse;

/** ISB v1.2.14: the few role rules of handlers ask whether `User` is all a token carries. */
export const isPlainUser = ({ roles }: TokenUser): boolean => !roles.includes("Admin") && !roles.includes("Manager");

import type { World } from "../world/world.ts";
import type { Wall } from "./wall.ts";

/** Input members by their names in the service's model, already held against it. */
export type Input = Record<string, unknown>;

/** Who calls. */
export interface Caller {
  arn: string;
  /** The id beside the ARN, `AROA…:session`. */
  uniqueId: string;
  accountId: string;
  /** The person of the access portal, where one's token was shown. */
  personId?: string;
}

export interface Context {
  world: World;
  wall: Wall;
  input: Input;
  caller: Caller;
  /** `http://host:port` as the caller named this server. */
  url: string;
}

export type Output = Record<string, unknown>;

/** One AWS operation: input in, output out, or an `AwsError` thrown. */
export type Operation = (context: Context) => Output | Promise<Output>;

/** One service by its operations. */
export type Operations = Readonly<Record<string, Operation>>;

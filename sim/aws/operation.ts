import type { World } from "../world/world.ts";
import type { Caller } from "./sigv4.ts";

/** Input members as they came over the wire: nothing about them is known yet. */
export type Input = Record<string, unknown>;

/** One AWS operation: input in, output out, or an `AwsError` thrown. */
export type Operation = (context: { world: World; input: Input; caller: Caller }) => Record<string, unknown>;

/** One service by its operations. */
export type Operations = Readonly<Record<string, Operation>>;

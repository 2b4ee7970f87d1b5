import type { Operations } from "../operation.ts";
import { accountWrites } from "./accounts.ts";
import { reads } from "./reads.ts";
import { tags } from "./tags.ts";

/** AWS Organizations. */
export const organizations: Operations = { ...reads, ...accountWrites, ...tags };

import type { Operations } from "../operation.ts";
import { groups } from "./groups.ts";
import { inStore } from "./store.ts";
import { users } from "./users.ts";

/** IAM Identity Center's identity store. */
export const identityStore: Operations = Object.fromEntries(
  Object.entries({ ...users, ...groups }).map(([name, run]) => [name, inStore(run)]),
);

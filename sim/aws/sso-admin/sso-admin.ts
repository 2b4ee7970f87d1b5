import type { Operations } from "../operation.ts";
import { reads } from "./reads.ts";
import { requests } from "./requests.ts";

/** IAM Identity Center's administration. */
export const ssoAdmin: Operations = { ...reads, ...requests };

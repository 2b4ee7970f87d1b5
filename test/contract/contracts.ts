import type { Asked, Target } from "./asked.ts";
import { awsContract } from "./aws.ts";
import { isbContract } from "./isb.ts";
import { slackContract } from "./slack.ts";

/** What each service is asked. */
export const contracts: Record<Target["service"], readonly Asked[]> = {
  isb: isbContract,
  slack: slackContract,
  aws: awsContract,
};

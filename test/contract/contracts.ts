import type { Asked, Target } from "./asked.ts";
import { awsContract } from "./aws.ts";
import { isbContract } from "./isb.ts";
import { cleanUpIsb } from "./isb-clean-up.ts";
import { slackContract } from "./slack.ts";
import { cleanUpSlack } from "./slack-clean-up.ts";
import type { CleanUp } from "./tidy.ts";

/** What each service is asked. */
export const contracts: Record<Target["service"], readonly Asked[]> = {
  isb: isbContract,
  slack: slackContract,
  aws: awsContract,
};

/** How what a contract made is taken away; that of AWS makes nothing. */
export const cleanUps: Partial<Record<Target["service"], CleanUp>> = { isb: cleanUpIsb, slack: cleanUpSlack };

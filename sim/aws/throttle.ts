import type { AwsService } from "../world/fault-catalogue.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { refusals } from "./refusals.ts";
import type { Wall } from "./wall.ts";

/** A token bucket: so many calls at once, and so many more each second. */
interface Rate {
  perSecond: number;
  burst: number;
  /** The operations that share it; absent: all of the service. */
  of?: RegExp;
  source: string;
}

const identityCenter = "docs.aws.amazon.com/singlesignon/latest/userguide/limits.html: 20 TPS for its APIs together";
const organizations =
  "docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html#throttling-limits names one for each API; chosen from what tools there meet (github.com/awslabs/aws-deployment-framework: 3 to 5 readers at once)";

/**
 * What AWS lets through, the first that fits an operation. Services with thousands a second are left out: nobody here
 * comes near them.
 */
export const rates: Partial<Record<AwsService, readonly Rate[]>> = {
  organizations: [
    { of: /^CreateAccount$/, perSecond: 1, burst: 10, source: organizations },
    { of: /^(CloseAccount|MoveAccount|TagResource|UntagResource)$/, perSecond: 2, burst: 10, source: organizations },
    { perSecond: 10, burst: 30, source: organizations },
  ],
  identitystore: [{ perSecond: 20, burst: 40, source: identityCenter }],
  "sso-admin": [{ perSecond: 20, burst: 40, source: identityCenter }],
  ce: [
    {
      perSecond: 5,
      burst: 10,
      source: "github.com/aws-solutions/innovation-sandbox-on-aws v1.2.14: keeps to 5 a second",
    },
  ],
};

export interface Throttle {
  /** Takes one call's token, or throws as the service does when there is none. */
  take(service: AwsService, operation: string): void;
}

/**
 * See `Throttle`. Buckets fill in real time, multiplied by the world's speed: whoever waits in world time asks so much
 * oftener, and AWS's limits were made for a world that runs once as fast.
 */
export function createThrottle({ world, wall }: { world: World; wall: Wall }): Throttle {
  const buckets = new Map<Rate, { tokens: number; at: number }>();
  return {
    take: (service, operation) => {
      const rate = rates[service]?.find(({ of }) => of === undefined || of.test(operation));
      if (!rate) return;
      const now = wall.now();
      const { tokens, at } = buckets.get(rate) ?? { tokens: rate.burst, at: now };
      const filled = ((now - at) / 1000) * rate.perSecond * world.clock.speed;
      const left = Math.min(rate.burst, tokens + filled) - 1;
      buckets.set(rate, { tokens: Math.max(left, 0), at: now });
      if (left < 0) throw new AwsError(...refusals[service].throttled);
    },
  };
}

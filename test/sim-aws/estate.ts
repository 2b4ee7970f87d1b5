import { onTestFinished } from "vitest";
import { createAws } from "../../sim/aws/server.ts";
import type { Wall } from "../../sim/aws/wall.ts";
import { createManualClock } from "../../sim/clock.ts";
import { silentLog } from "../../sim/log.ts";
import { roleArns } from "../../sim/world/constants.ts";
import type { AwsService } from "../../sim/world/fault-catalogue.ts";
import { createWorld } from "../../sim/world/world.ts";
import { type Answer, call, type SdkSettings } from "./clients.ts";

/** Services that belong to the management account, which the bot calls through its role there. */
const ofManagement: readonly AwsService[] = ["organizations", "cloudformation", "ce", "billing"];

/**
 * The AWS services on a free port, with a clock that moves only by hand, and real time too where `wall` is given.
 * Closed when the test ends.
 */
export async function startAws({ wall }: { wall?: Wall } = {}) {
  const clock = createManualClock();
  const world = createWorld({ clock });
  const aws = await createAws({ clock, world, log: silentLog, port: 0, ...(wall ? { wall } : {}) });
  onTestFinished(async () => {
    world.close();
    await aws.close();
  });
  /** One attempt, so that a fault meets one call. */
  const sdk: SdkSettings = {
    region: "us-west-2",
    endpoint: aws.url,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIAESTATE0000000000", secretAccessKey: "opens-nothing" },
  };

  /** The settings of the role in the management account. */
  async function management(): Promise<SdkSettings> {
    const input = { RoleArn: roleArns.organisation, RoleSessionName: "isb-bot" };
    const { AccessKeyId, SecretAccessKey, SessionToken } = (await call(sdk, "sts", "AssumeRole", input)).Credentials;
    return {
      ...sdk,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    };
  }
  let asManagement: Promise<SdkSettings> | undefined;

  return {
    clock,
    world,
    url: aws.url,
    sdk,
    management,
    /** Calls an operation as whoever the bot calls it as. */
    async call(service: AwsService, operation: string, input: object = {}): Promise<Answer> {
      if (!ofManagement.includes(service)) return call(sdk, service, operation, input);
      asManagement ??= management();
      return call(await asManagement, service, operation, input);
    },
    control: async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${aws.url}/_control/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
  };
}
export type AwsEstate = Awaited<ReturnType<typeof startAws>>;

import { onTestFinished } from "vitest";
import { createAws } from "../../sim/aws/server.ts";
import { createManualClock } from "../../sim/clock.ts";
import { silentLog } from "../../sim/log.ts";
import { createWorld } from "../../sim/world/world.ts";

/** The AWS services on a free port, with a clock that moves only by hand. Closed when the test ends. */
export async function startAws() {
  const clock = createManualClock();
  const world = createWorld({ clock });
  const aws = await createAws({ clock, world, log: silentLog, port: 0 });
  onTestFinished(async () => {
    world.close();
    await aws.close();
  });
  return {
    clock,
    world,
    url: aws.url,
    /** What every SDK client is built with. One attempt, so that a fault meets one call. */
    sdk: {
      region: "us-west-2",
      endpoint: aws.url,
      maxAttempts: 1,
      credentials: { accessKeyId: "AKIAESTATE0000000000", secretAccessKey: "opens-nothing" },
    },
    control: async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${aws.url}/_control/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return (await answer.json()) as Record<string, unknown>;
    },
  };
}

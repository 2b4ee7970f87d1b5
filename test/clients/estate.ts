import { createAws } from "../../sim/aws/server.ts";
import { createManualClock, type Clock as EstateClock } from "../../sim/clock.ts";
import type { ContainerPlan } from "../../sim/isb/authoriser.ts";
import { createIsb as createIsbServer } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { region } from "../../sim/world/constants.ts";
import { createWorld } from "../../sim/world/world.ts";
import type { AwsPlace } from "../../src/clients/aws/aws-settings.ts";
import type { Clock } from "../../src/domain/clock.ts";

/** The estate's clock as the bot's: one time on both sides. Sleeping ends with the abort instead of failing. */
const asBotClock = (clock: EstateClock): Clock => ({
  now: () => clock.now(),
  sleep: (worldMs, signal) => clock.sleep(worldMs, signal).catch(() => undefined),
  wire: (realMs) => realMs * clock.speed,
});

/** AWS and ISB of the local estate on free ports, with a clock that moves only when told. */
export const startEstate = async ({ seed = 1, containers }: { seed?: number; containers?: ContainerPlan } = {}) => {
  const clock = createManualClock();
  const world = createWorld({ clock, seed });
  const [aws, isb] = await Promise.all([
    createAws({ clock, world, log: silentLog, port: 0 }),
    createIsbServer({ clock, world, log: silentLog, port: 0, ...(containers ? { containers } : {}) }),
  ]);
  const place: AwsPlace = {
    region,
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "of-the-estate" },
  };
  return {
    clock,
    botClock: asBotClock(clock),
    world,
    place,
    awsUrl: aws.url,
    isbUrl: isb.url,
    async control(route: string, body: object = {}) {
      const response = await fetch(`${isb.url}/_control/${route}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${route}: ${await response.text()}`);
    },
    async [Symbol.asyncDispose]() {
      world.close();
      await Promise.all([aws.close(), isb.close()]);
    },
  };
};
export type Estate = Awaited<ReturnType<typeof startEstate>>;

/** Lets the world's time pass in steps until the call is done. */
export const whileTimePasses = async <T>(estate: Estate, call: Promise<T>, stepMs = 1_000): Promise<T> => {
  let pending = true;
  const over = () => {
    pending = false;
  };
  call.then(over, over);
  while (pending) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (pending) await estate.clock.advance(stepMs);
  }
  return call;
};

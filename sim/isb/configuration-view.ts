import type { IsbConfiguration } from "../world/isb-shapes.ts";
import type { World } from "../world/world.ts";

/** ISB's global configuration as its Lambdas see it: a change in AppConfig shows only at the next poll. */
export interface ConfigurationView {
  read(): IsbConfiguration;
  reset(): void;
}

/** See `ConfigurationView`. ISB v1.2.14 polls AppConfig every 10 minutes (`configurationPollMs`). */
export function createConfigurationView({ world }: { world: World }): ConfigurationView {
  let seen: { configuration: IsbConfiguration; until: number } | undefined;
  return {
    read: () => {
      const now = world.clock.now();
      if (!seen || seen.until <= now) {
        const configuration = structuredClone(world.state.isb.configuration);
        seen = { configuration, until: now + world.delays.configurationPollMs };
      }
      return seen.configuration;
    },
    reset: () => {
      seen = undefined;
    },
  };
}

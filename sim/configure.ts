import type { EstateConfig } from "./estate-config.ts";
import type { WorldState } from "./world/shapes.ts";

/** Makes a world's state as a config says; what it leaves out stays. */
export function configure({ isb: { configuration }, separator }: WorldState, config: EstateConfig): void {
  separator.mode = config.separator ?? separator.mode;
  configuration.maintenanceMode = config.maintenanceMode ?? configuration.maintenanceMode;
  Object.assign(configuration.leases, config.leases);
}

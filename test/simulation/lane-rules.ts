import type { Item } from "../../src/jobs/table/table.ts";
import type { Promises } from "./broken-promise.ts";
import { permitLanes } from "./lanes.ts";
import type { Look } from "./watched-table.ts";

const holdersOf = (lane: Item | undefined): readonly string[] => (lane?.holders ?? []) as string[];

/** No lane of permits lets more jobs in than it takes. */
export const createLaneRules =
  ({ promises: { insist } }: { promises: Promises }): Look =>
  ({ pk, after }) => {
    const lane = permitLanes[pk.slice("LANE#".length) as keyof typeof permitLanes];
    if (!pk.startsWith("LANE#") || !lane) return;
    const holders = holdersOf(after);
    insist(holders.length <= lane.atOnce, () => `${pk} lets in ${holders.join(", ")}`);
  };

/** True when the job has the permit of the lane. */
export const hasPermit = (items: ReadonlyMap<string, Item>, lane: string, job: string): boolean =>
  holdersOf(items.get(`LANE#${lane}`)).includes(job);

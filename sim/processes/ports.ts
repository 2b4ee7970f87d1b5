import { freePort } from "./free-port.ts";
import type { EstateEntry } from "./launches.ts";
import type { EstateState } from "./state-file.ts";

/** Ports to try first; 0 means any free one. */
export interface WantedPorts {
  slack: number;
  aws: number;
  isb: number;
  table: number;
}

export const defaultPorts: WantedPorts = { slack: 4310, aws: 4311, isb: 4312, table: 4313 };

/** Where the estate's servers will listen: what was asked for, else where they were before, so that an open page finds them again. */
export async function estatePorts(
  wanted: Partial<WantedPorts>,
  before: EstateEntry | undefined,
): Promise<Pick<EstateEntry, "slackPort" | "awsPort" | "isbPort">> {
  return {
    slackPort: await freePort(wanted.slack ?? before?.slackPort ?? defaultPorts.slack),
    awsPort: await freePort(wanted.aws ?? before?.awsPort ?? defaultPorts.aws),
    isbPort: await freePort(wanted.isb ?? before?.isbPort ?? defaultPorts.isb),
  };
}

/** The same for the table. */
export function tablePort(wanted: Partial<WantedPorts>, before: EstateState["processes"]["table"]): Promise<number> {
  return freePort(wanted.table ?? before?.port ?? defaultPorts.table);
}

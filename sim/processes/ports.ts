import { canListen, freePort } from "./free-port.ts";
import { StartError } from "./launch.ts";
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

/**
 * Where the estate's servers will listen: what was asked for, else where they were before, so that an open page finds them again.
 * `onNote` is told when somebody else has the usual port; rejects with `StartError` when they have one that was asked for.
 */
export async function estatePorts(
  wanted: Partial<WantedPorts>,
  before: EstateEntry | undefined,
  onNote: (sentence: string) => void,
): Promise<Pick<EstateEntry, "slackPort" | "awsPort" | "isbPort">> {
  return {
    slackPort: await choose("slack", wanted, before?.slackPort, onNote),
    awsPort: await choose("aws", wanted, before?.awsPort, onNote),
    isbPort: await choose("isb", wanted, before?.isbPort, onNote),
  };
}

/** The same for the table. */
export function tablePort(
  wanted: Partial<WantedPorts>,
  before: EstateState["processes"]["table"],
  onNote: (sentence: string) => void,
): Promise<number> {
  return choose("table", wanted, before?.port, onNote);
}

/** Waits a moment for a port that the process before may still hold: one that was killed lets go of it last. Real ms. */
async function letGo(port: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 2_000; waitedMs += 50) {
    if (await canListen(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const names: Record<keyof WantedPorts, string> = { slack: "Slack", aws: "AWS", isb: "ISB", table: "the table" };

async function choose(
  part: keyof WantedPorts,
  { [part]: asked }: Partial<WantedPorts>,
  before: number | undefined,
  onNote: (sentence: string) => void,
): Promise<number> {
  const first = asked ?? before ?? defaultPorts[part];
  if (asked === undefined && before !== undefined) await letGo(before);
  const port = await freePort(first);
  if (first === 0 || port === first) return port;
  if (asked !== undefined) {
    throw new StartError(`Port ${asked} (--${part}-port) is not free: name another, or 0 for any free one.`);
  }
  onNote(`Port ${first} is not free, so ${names[part]} listens on ${port} this time.`);
  return port;
}

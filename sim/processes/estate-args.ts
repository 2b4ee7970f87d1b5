import { freePort } from "./free-port.ts";
import { deliveryArgs, deliveryPort } from "./launches.ts";

/** What counts for the start it was given to: later on the world is as it was kept. */
const once: readonly string[] = ["--scenario", "--speed", "--chaos", "--seed"];

/** The estate's arguments: those of this start, else those of the one before that still count, and where Slack delivers to. */
export async function estateArgs(
  { args, delivery }: { args?: readonly string[]; delivery?: "socket" | "http" | undefined },
  before: readonly string[],
): Promise<string[]> {
  const port = deliveryPort({ args: [...before] });
  const isHttp = delivery === undefined ? port !== undefined : delivery === "http";
  const delivers = isHttp ? deliveryArgs(await freePort(port ?? 0)) : [];
  return [...(args ?? without([...once, "--deliver-to"], before)), ...delivers];
}

/** All flags take a value here. */
function without(names: readonly string[], args: readonly string[]): string[] {
  return args.filter((_, index) => !names.includes(args[index - (index % 2)] ?? ""));
}

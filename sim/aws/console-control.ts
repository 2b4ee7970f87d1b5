import type { ConsoleMemory } from "../world/aws-shapes.ts";
import { AwsError } from "./errors.ts";
import { list, text } from "./input.ts";
import type { Context, Operations } from "./operation.ts";

/**
 * What the console of an assumed role remembers, the session's name included: whoever never cleaned it has been there,
 * so every role of the access portal starts with a trace.
 */
function memoryOf({ world, caller }: Context): ConsoleMemory {
  const { consoles } = world.state;
  const known = consoles.find(({ arn }) => arn === caller.arn);
  if (known) return known;
  const memory = {
    arn: caller.arn,
    settings: { recentsConsole: '["ec2","s3"]', defaultRegion: "us-west-2" },
    dashboards: ["console-home-unified"],
  };
  consoles.push(memory);
  return memory;
}

/** The console's own settings service, which nobody documents. */
export const consoleControl: Operations = {
  GetCallerSettings: (context) => {
    const { settings } = memoryOf(context);
    const shown = list<string>(context.input, "settingNames").flatMap((name) => {
      const value = settings[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    return { settingsByScope: { caller: Object.fromEntries(shown) } };
  },
  UpdateCallerSettings: (context) => {
    const { settings } = memoryOf(context);
    for (const name of list<string>(context.input, "deleteSettingNames")) delete settings[name];
    return {};
  },
  DeleteCallerDashboard: (context) => {
    const memory = memoryOf(context);
    const id = text(context.input, "dashboardId");
    if (!memory.dashboards.includes(id))
      throw new AwsError("ResourceNotFoundException", `Dashboard ${id} was not found.`);
    memory.dashboards = memory.dashboards.filter((known) => known !== id);
    return {};
  },
};

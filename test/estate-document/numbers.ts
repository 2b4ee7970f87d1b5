import "../../sim/slack/content.ts";
import "../../sim/slack/validate/views.ts";
import { services } from "../../sim/aws/services.ts";
import { blockSurfaces } from "../../sim/slack/validate/places.ts";
import { rules } from "../../sim/slack/validate/rule-table.ts";
import { createMethods } from "../../sim/slack/web-api/methods.ts";
import { delayTable } from "../../sim/world/delays.ts";
import { awsServices, faultCatalogue } from "../../sim/world/fault-catalogue.ts";
import { scenarioNames } from "../../sim/world/scenario/read-scenario.ts";
import { troubleNames } from "../../sim/world/troubles.ts";
import { displayBlocks, interactiveBlocks } from "../browser/sample-blocks.ts";
import { alerts, chart, gallery } from "../browser/sample-gallery.ts";
import { everyElement, inputTypes, pressed } from "../browser/samples/elements.ts";
import { contracts } from "../contract/contracts.ts";
import { absentFacts } from "../sim-isb/facts/absent.ts";
import { heldFacts } from "../sim-isb/facts/all.ts";

/** A number of docs/estate.md: of what, how many, and the command that shows each of them hold. */
export interface Held {
  readonly what: string;
  readonly count: number;
  readonly shownBy: string;
}

/** Every `type` anywhere in a payload. */
function typesIn(payload: unknown): string[] {
  if (typeof payload !== "object" || payload === null) return [];
  const own = "type" in payload && typeof payload.type === "string" ? [payload.type] : [];
  return [...own, ...Object.values(payload).flatMap(typesIn)];
}

const vitest = (folder: string) => `npx vitest run ${folder}`;
const browser = "npm run test:browser";

/** What the estate holds, counted now. */
export function numbers(): readonly Held[] {
  const methods = Object.values(createMethods(undefined));
  const operations = awsServices.flatMap((name) => Object.keys(services[name].operations));
  const samples = [displayBlocks, interactiveBlocks, alerts, gallery, chart("pie"), everyElement, pressed];
  const shown = new Set(typesIn(samples));
  const pressable = pressed.flatMap((block) => ("elements" in block ? typesIn(block.elements) : []));
  const elements = new Set([...inputTypes, ...pressable].filter((type) => !["plain_text", "mrkdwn"].includes(type)));
  const troubleKinds = Object.values(faultCatalogue).flatMap((kinds) => Object.keys(kinds));
  return [
    {
      what: "rules about Slack's messages, streams, views and blocks",
      count: rules().size,
      shownBy: vitest("test/sim-slack/rules"),
    },
    { what: "methods of Slack's Web API", count: methods.length, shownBy: vitest("test/sim-slack/api") },
    {
      what: "refusals of those methods, each by its own code",
      count: methods.flatMap(({ errors }) => [...new Set(errors)]).length,
      shownBy: vitest("test/sim-slack/api"),
    },
    { what: "facts about ISB's API", count: heldFacts.length, shownBy: vitest("test/sim-isb/facts") },
    {
      what: "facts about ISB's API that are left out, each with why",
      count: absentFacts.length,
      shownBy: vitest("test/sim-isb/facts"),
    },
    {
      what: `operations of ${awsServices.length} AWS services`,
      count: operations.length,
      shownBy: vitest("test/sim-aws/operations.test.ts"),
    },
    ...(["slack", "isb", "aws"] as const).map((service) => ({
      what: `requests of the contract suite to ${{ slack: "Slack", isb: "ISB", aws: "AWS" }[service]}`,
      count: contracts[service].length,
      shownBy: "npm run test:contract",
    })),
    {
      what: "types of block, seen in Chromium",
      count: Object.keys(blockSurfaces).filter((type) => shown.has(type)).length,
      shownBy: browser,
    },
    { what: "types of element, used in Chromium", count: elements.size, shownBy: browser },
    {
      what: "kinds of trouble that a call can meet",
      count: troubleKinds.length,
      shownBy: vitest("test/sim-world test/sim-aws test/sim-isb test/sim-slack"),
    },
    { what: "ready troubles", count: troubleNames.length, shownBy: vitest("test/sim-world/troubles.test.ts") },
    { what: "scenarios", count: scenarioNames().length, shownBy: vitest("test/sim-world/scenarios.test.ts") },
    {
      what: "delays, each with its real value",
      count: Object.keys(delayTable).length,
      shownBy: vitest("test/sim-world/delays.test.ts"),
    },
  ];
}

if (import.meta.main) {
  for (const { what, count } of numbers()) process.stdout.write(`${String(count).padStart(5)} ${what}\n`);
}

import { blockSurfaces, elementSurfaces, type Surface } from "../places.ts";
import type { Rule } from "./rule.ts";

const inWords: Readonly<Record<Surface, string>> = { message: "messages", modal: "modals", home: "the Home tab" };

/** A rule for each block and element that may not stand everywhere. */
export const surfaceRules: readonly Rule[] = Object.entries({ ...blockSurfaces, ...elementSurfaces })
  .filter(([, surfaces]) => surfaces.length < 3)
  .map(([type, surfaces]) => ({
    id: `${type}.surfaces`,
    says: `\`${type}\` stands in ${surfaces.map((surface) => inWords[surface]).join(" and ")} only`,
    source: "https://docs.slack.dev/blocks.json",
  }));

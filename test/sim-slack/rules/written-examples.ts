import type { Example } from "./derived.ts";
import { bounds } from "./written/bounds.ts";
import { calls } from "./written/calls.ts";
import { choices } from "./written/choices.ts";
import { surfaces } from "./written/surfaces.ts";
import { tables } from "./written/tables.ts";
import { values } from "./written/values.ts";

/** Examples of the rules that no schema holds, and of the few whose example cannot be made from one part alone. */
export const writtenExamples: Readonly<Record<string, Example>> = {
  ...surfaces,
  ...values,
  ...calls,
  ...choices,
  ...bounds,
  ...tables,
};

import { z } from "zod";
import { limits } from "../limits.ts";
import { blockId, characters } from "./compositions.ts";
import { blockPage, named } from "./named.ts";

const page = blockPage("data-visualization");
const name = named("chart_label", page, characters(limits.chart.name));
const points = z
  .array(named("data_point", page, z.strictObject({ label: name, value: z.number() })))
  .min(1)
  .max(limits.chart.points);

const series = z
  .array(named("series", page, z.strictObject({ name, data: points })))
  .min(1)
  .max(limits.chart.series);
const axis = named(
  "axis_config",
  page,
  z.strictObject({
    categories: z.array(name).max(limits.chart.points),
    x_label: z.string().max(limits.chart.axis).optional(),
    y_label: z.string().max(limits.chart.axis).optional(),
  }),
);
const withAxes = named(
  "chart_with_axes",
  page,
  z.strictObject({ type: z.enum(["area", "bar", "line"]), series, axis_config: axis }),
);
const pie = named(
  "pie",
  page,
  z.strictObject({
    type: z.literal("pie"),
    segments: z
      .array(named("segment", page, z.strictObject({ label: name, value: z.number().positive() })))
      .min(1)
      .max(limits.chart.segments),
  }),
);

/** A chart. @slack/types 3.2.0 does not know it; its shape is the page's. */
export const dataVisualization = named(
  "data_visualization",
  page,
  z.strictObject({
    type: z.literal("data_visualization"),
    block_id: blockId.optional(),
    title: characters(limits.chart.title),
    chart: z.discriminatedUnion("type", [withAxes, pie]),
  }),
);

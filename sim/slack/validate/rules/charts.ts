import { type Json, objectOf, objectsOf } from "../../json.ts";
import { limits } from "../limits.ts";
import { blockPage } from "../schemas/named.ts";
import { type Agreement, onEach, when } from "./rule.ts";

const page = blockPage("data-visualization");

/** How many charts there may be, and how their points agree with their axes. */
export const charts: readonly Agreement[] = [
  {
    id: "data_visualization.count",
    says: `at most ${limits.message.charts} charts in a message`,
    source: page,
    find: ({ parts }) =>
      when(
        parts.filter(({ type }) => type === "data_visualization").length > limits.message.charts,
        "too many data_visualization blocks",
      ),
  },
  {
    id: "series.unique",
    says: "no two series of a chart share a name",
    source: page,
    find: onEach(["data_visualization"], (value) => {
      const names = seriesOf(value).map(({ name }) => name);
      return names.flatMap((name, index) =>
        when(names.indexOf(name) < index, `series name "${name}" already exists`, `/chart/series/${index}/name`),
      );
    }),
  },
  {
    id: "series.points",
    says: "a series has one point for each category of the axis, and no other",
    source: page,
    find: onEach(["data_visualization"], (value) => {
      const categories = categoriesOf(value);
      return seriesOf(value).flatMap(({ data }, index) => {
        const labels = new Set(objectsOf(data).map(({ label }) => label));
        const isWhole = objectsOf(data).length === categories.length && categories.every((name) => labels.has(name));
        return when(!isWhole, "must have one data point for each category", `/chart/series/${index}/data`);
      });
    }),
  },
];

function seriesOf(value: Json): Json[] {
  return objectsOf(objectOf(value.chart).series);
}

function categoriesOf(value: Json): unknown[] {
  const { categories } = objectOf(objectOf(value.chart).axis_config);
  return Array.isArray(categories) ? categories : [];
}

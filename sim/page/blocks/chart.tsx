import { LibraryBlock } from "./library.tsx";

/** A chart as Slack's `data_visualization` has it; @slack/types 3.2.0 does not know it yet. */
export interface ChartBlock {
  type: "data_visualization";
  block_id?: string;
  title: string;
  chart: { type: "pie" | "bar" | "area" | "line" };
}

/** A pie, bar, area or line chart. The library names it for a screen reader and shows it as a table on demand. */
export function Chart({ block }: { block: ChartBlock }) {
  return (
    <section className="block chart" aria-label={`Chart: ${block.title}`}>
      <LibraryBlock block={block} />
    </section>
  );
}

import { useMemo, useState } from "react";
import { type Filter, isRefusal, type Line, matching } from "../../state/traffic.ts";
import { useTraffic } from "../../state/use-traffic.ts";
import type { ClockSnapshot } from "../../wire.ts";
import { TrafficDetail } from "./traffic-detail.tsx";
import { TrafficFilter } from "./traffic-filter.tsx";
import { TrafficList } from "./traffic-list.tsx";

/** Drawing more lines than this at once is slow, and nobody reads them; the filter finds the others. */
const mostShown = 300;

/** Everything that crossed the wire between the app, Slack and the world, as it happens. */
export function TrafficPanel({ hints, clock }: { hints: number; clock: ClockSnapshot | undefined }) {
  const { lines, clear } = useTraffic(hints, clock);
  const [filter, setFilter] = useState<Filter>({ text: "", kind: "", onlyRefusals: false });
  const [chosen, setChosen] = useState<string>();
  const found = useMemo(() => matching(lines, filter), [lines, filter]);
  const kinds = useMemo(() => [...new Set(lines.map(({ kind }) => kind))].sort(), [lines]);
  const line = lines.find(({ key }) => key === chosen);
  return (
    <div className="traffic">
      <TrafficFilter filter={filter} kinds={kinds} onChange={setFilter} onClear={clear} />
      <p className="traffic-count" role="status">
        {countWords(found, lines)}
      </p>
      <TrafficList lines={found.slice(-mostShown)} chosen={chosen} onChoose={setChosen} />
      {line && <TrafficDetail key={line.key} line={line} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function countWords(found: readonly Line[], all: readonly Line[]): string {
  const refusals = found.filter(isRefusal).length;
  const shown =
    found.length === all.length
      ? `${all.length} ${all.length === 1 ? "entry" : "entries"}`
      : `${found.length} of ${all.length} entries`;
  const cut = found.length > mostShown ? `, the newest ${mostShown} shown` : "";
  return `${shown}${refusals > 0 ? `, ${refusals} refused or failed` : ""}${cut}`;
}

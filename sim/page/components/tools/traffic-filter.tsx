import type { Filter } from "../../state/traffic.ts";

/** What of the traffic is shown. */
export function TrafficFilter(props: {
  filter: Filter;
  kinds: readonly string[];
  onChange(filter: Filter): void;
  onClear(): void;
}) {
  const { filter, kinds, onChange } = props;
  return (
    <search className="traffic-filter">
      <input
        type="search"
        className="field"
        placeholder="Find in names, payloads and answers"
        aria-label="Find in the traffic"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <select
        className="field"
        aria-label="Kind"
        value={filter.kind}
        onChange={(event) => onChange({ ...filter, kind: event.target.value })}
      >
        <option value="">All kinds</option>
        {kinds.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </select>
      <label className="traffic-only">
        <input
          type="checkbox"
          checked={filter.onlyRefusals}
          onChange={(event) => onChange({ ...filter, onlyRefusals: event.target.checked })}
        />
        Only refusals
      </label>
      <button type="button" className="button button-small" onClick={props.onClear}>
        Empty the list
      </button>
    </search>
  );
}
